import { fstatSync } from 'node:fs';
import { LoadError, messageOf } from '../model/errors.js';
import type { ChildMessage, StartMessage } from './child-messages.js';
import { runBehindGenerators } from './low-priority.js';
import type { ServerOptionsInput } from './server-options.js';
import { type RunningServer, startServer } from './start-server.js';

/**
 * The server as a process of its own. Takes its options from the parent that forked it (one `start` message); without one from
 * `OPENVIDU_SECRET`, `OPENVIDU_PORT` and `OPENVIDU_MEDIA_SERVER`, and answers on stdout. Ends with its parent, whatever ends that, and on
 * SIGTERM and SIGINT.
 */
const closeLimitMs = 2000;
let server: RunningServer | undefined;
let ending = false;

process.once('SIGTERM', () => void end(0));
process.once('SIGINT', () => void end(0));
if (process.connected) {
  runBehindGenerators();
  process.once('disconnect', () => void end(0));
  process.once('message', (message: StartMessage) => void run(message.options));
} else {
  if (fstatSync(0).isFIFO() || fstatSync(0).isSocket()) process.stdin.once('end', () => void end(0)).resume();
  void run(optionsFromEnvironment());
}

async function run(options: ServerOptionsInput): Promise<void> {
  try {
    server = await startServer(options);
    const { url, secret, port } = server;
    report({ type: 'listening', url, secret, port });
  } catch (thrown) {
    const code = thrown instanceof LoadError ? thrown.code : 'SERVER_DIED';
    report({ type: 'failed', code, message: messageOf(thrown) });
    await end(1);
  }
}

function report(message: ChildMessage): void {
  if (process.send) process.send(message);
  else if (message.type === 'listening') process.stdout.write(`${message.url}\n`);
  else process.stderr.write(`${message.message}\n`);
}

/** Exits rather than waits for an empty event loop: media in native code may keep it busy. */
async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(code), closeLimitMs);
  await server?.close();
  process.exit(code);
}

function optionsFromEnvironment(): ServerOptionsInput {
  const { OPENVIDU_SECRET: secret, OPENVIDU_PORT: port, OPENVIDU_MEDIA_SERVER: mediaServer } = process.env;
  return {
    ...(secret && { secret }),
    ...(port && { port: Number(port) }),
    ...(mediaServer && { mediaServer: mediaServer as 'kurento' | 'mediasoup' }),
  };
}
