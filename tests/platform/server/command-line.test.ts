import assert from 'node:assert/strict';
import test, { type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import { endOf, lineOf, runProgram } from './processes.js';

const bin = fileURLToPath(new URL('../../../bin/playwright-openvidu.ts', import.meta.url));
const run = (t: TestContext, args: string[], env: NodeJS.ProcessEnv = {}) =>
  runProgram(t, [bin, ...args], { OPENVIDU_SECRET: '', ...env });

test('serve prints how to run a test against it, and Ctrl-C ends it cleanly', async (t) => {
  const program = run(t, ['serve', '--port', '0', '--media-server', 'mediasoup', '--fault', 'joinDelayMs=5']);
  const line = await lineOf(program, /OPENVIDU_SECRET=/);
  const [, url, secret] = /OPENVIDU_URL=(\S+) OPENVIDU_SECRET=(\S+) npx playwright test/.exec(line)!;
  const authorization = `Basic ${Buffer.from(`OPENVIDUAPP:${secret}`).toString('base64')}`;
  const config = await fetch(`${url}/openvidu/api/config`, { headers: { authorization } });
  assert.deepEqual(((await config.json()) as { EMBEDDED_FAULTS: string[] }).EMBEDDED_FAULTS, ['joins delayed by 5 ms']);
  const end = endOf(program);
  program.kill('SIGINT');
  const { exitCode, stderr } = await end;
  assert.deepEqual([exitCode, stderr], [0, '']);
});

test('a given secret is used and not printed', async (t) => {
  const program = run(t, ['serve', '--port=0'], { OPENVIDU_SECRET: 'MY_SECRET' });
  const line = await lineOf(program, /OPENVIDU_SECRET=/);
  assert.match(line, /OPENVIDU_SECRET="\$OPENVIDU_SECRET"/);
  const [url] = /http:\S+/.exec(line)!;
  const authorization = `Basic ${Buffer.from('OPENVIDUAPP:MY_SECRET').toString('base64')}`;
  assert.equal((await fetch(`${url}/openvidu/api/sessions`, { headers: { authorization } })).status, 200);
});

test('help, version and wrong use', async (t) => {
  const [help, version, wrong] = await Promise.all([
    endOf(run(t, ['--help'])),
    endOf(run(t, ['--version'])),
    endOf(run(t, ['serve', '--port', 'x'])),
  ]);
  assert.deepEqual([help.exitCode, help.stderr], [0, '']);
  assert.match(help.stdout, /^Usage: playwright-openvidu <command>/);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  assert.deepEqual([wrong.exitCode, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /^"x" is no port[^\n]*\n$/);
});
