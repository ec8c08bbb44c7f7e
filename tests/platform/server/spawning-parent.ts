import { spawnServer } from '../../../src/server/spawn.js';

// A program that starts a server and then waits for ever, to be killed by a test.
const { pid, url } = await spawnServer();
process.stdout.write(`${JSON.stringify({ pid, url })}\n`);
setInterval(() => undefined, 60_000);
