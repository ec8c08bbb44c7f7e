import assert from 'node:assert/strict';
import test from 'node:test';
import { parseCommand } from '../../../bin/command-line.js';

test('serve with every option', () => {
  const args = ['serve', '--port', '0', '--bind', '0.0.0.0', '--media-server=mediasoup'];
  const faults = ['--fault', 'cpuPerPacketMicros=200', '--fault', 'dropSubscription=from:0,to:3'];
  assert.deepEqual(parseCommand([...args, ...faults], { OPENVIDU_SECRET: 'given' }), {
    name: 'serve',
    options: {
      port: 0,
      bindAddress: '0.0.0.0',
      secret: 'given',
      mediaServer: 'mediasoup',
      faults: { cpuPerPacketMicros: 200, dropSubscription: { from: 0, to: 3 }, seed: 1 },
    },
    secretIsRandom: false,
  });
});

test('serve without options, help and version', () => {
  const command = parseCommand(['serve'], { OPENVIDU_SECRET: '' });
  assert.ok(command.name === 'serve' && command.secretIsRandom);
  assert.equal(command.options.port, 4443);
  assert.equal(command.options.secret, undefined);
  assert.deepEqual(parseCommand([]), parseCommand(['--help']));
  assert.deepEqual(parseCommand(['-v']), { name: 'version' });
  for (const name of ['serve', 'clean', 'replay', 'compare']) {
    const help = parseCommand([name, '-h']);
    assert.ok(help.name === 'help' && help.text.startsWith(`Usage: playwright-openvidu ${name} `), name);
  }
});

test('clean, replay and compare', () => {
  assert.deepEqual(parseCommand(['clean', '--run', 'pwov-1a2b3c4d', '--dry-run']), {
    name: 'clean',
    run: 'pwov-1a2b3c4d',
    dryRun: true,
  });
  assert.deepEqual(parseCommand(['replay', 'v.json', '--scenario', 'rooms of 7']), {
    name: 'replay',
    file: 'v.json',
    scenario: 'rooms of 7',
    report: 'load-replay',
  });
  assert.deepEqual(parseCommand(['compare', 'a', 'b', '--output', 'x.svg']), {
    name: 'compare',
    files: ['a', 'b'],
    output: { file: 'x.svg', format: 'svg' },
  });
});

for (const [args, message] of [
  [['dance'], /^Unknown command "dance"/],
  [['constructor'], /^Unknown command "constructor"/],
  [['serve', 'twice'], /^Unknown argument "twice" of serve/],
  [['--port', '1'], /^No command/],
  [['serve', '--colour'], /^Unknown option '--colour'; see --help\.$/],
  [['serve', '--port'], /^Option '--port <value>' argument missing; see --help\.$/],
  [['serve', '--port', '65536'], /^"65536" is no port/],
  [['serve', '--port', '1e3'], /^"1e3" is no port/],
  [['serve', '--media-server', 'janus'], /^"janus" is no media server/],
  [['serve', '--fault', 'x=1', '--fault', 'joinDelayMs=soon'], /"x"|x/],
  [['clean'], /^clean needs --run <id>/],
  [['clean', '--run', ''], /^"" is no id of a run/],
  [['clean', '--run', 'pwov-'], /^"pwov-" is no id of a run/],
  [['clean', '--run', 'pwov-1a2b*'], /^"pwov-1a2b\*" is no id of a run/],
  [['clean', '--run', '.{6,}'], /is no id of a run/],
  [['clean', '--run', 'pwov-1a2b3c4d', 'more'], /^Unknown argument "more" of clean/],
  [['replay'], /^replay takes one verdict\.json, given 0/],
  [['replay', 'a', 'b'], /^replay takes one verdict\.json, given 2/],
  [['compare', 'a'], /^compare takes 2 to 50 files verdict\.json, given 1/],
  [['compare', 'a', 'b', '--output', 'x.png'], /^"x\.png" is no page and no picture/],
] as const)
  test(`wrong use is named: ${args.join(' ')}`, () => {
    assert.throws(() => parseCommand([...args], {}), { message });
  });
