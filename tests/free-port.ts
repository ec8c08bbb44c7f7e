import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that Linux gives out by itself, so that no test that runs meanwhile is given it. */
const choice = { from: 20_000, to: 32_768 };

/** A TCP port that nothing listens on. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(choice.from, choice.to);
    const server = createServer().listen(port, '127.0.0.1');
    try {
      await once(server, 'listening');
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code === 'EADDRINUSE') continue;
      throw thrown;
    }
    server.close();
    await once(server, 'close');
    return port;
  }
}
