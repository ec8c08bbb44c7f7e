import assert from 'node:assert/strict';
import test from 'node:test';
import { parseCommand } from '../../../bin/usage.js';

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
  assert.deepEqual(parseCommand([]), { name: 'help' });
  assert.deepEqual(parseCommand(['serve', '--help']), { name: 'help' });
  assert.deepEqual(parseCommand(['-v']), { name: 'version' });
});

for (const [args, message] of [
  [['dance'], /^Unknown command "dance"/],
  [['serve', 'twice'], /^Unknown command/],
  [['--port', '1'], /^No command/],
  [['serve', '--colour'], /^Unknown option '--colour'; see --help\.$/],
  [['serve', '--port'], /^Option '--port <value>' argument missing; see --help\.$/],
  [['serve', '--port', '65536'], /^"65536" is no port/],
  [['serve', '--port', '1e3'], /^"1e3" is no port/],
  [['serve', '--media-server', 'janus'], /^"janus" is no media server/],
  [['serve', '--fault', 'x=1', '--fault', 'joinDelayMs=soon'], /"x"|x/],
] as const)
  test(`wrong use is named: ${args.join(' ')}`, () => {
    assert.throws(() => parseCommand([...args], {}), { message });
  });
