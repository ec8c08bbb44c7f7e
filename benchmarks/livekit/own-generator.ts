import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Generator, Received } from './load.js';
import type { Phase, RoomTask } from './participants-process.js';

/** Native participants. */
export const ownGenerator: Generator = {
  name: 'ours',
  async start({ url, apiKey, apiSecret }, load) {
    const path = fileURLToPath(new URL('./participants-process.ts', import.meta.url));
    const child = fork(path, { execArgv: ['--import', 'tsx'] });
    const ended = once(child, 'exit');
    const told = async (): Promise<unknown> => {
      const message = await Promise.race([once(child, 'message'), ended.then(() => undefined)]);
      if (!message) throw new Error(`The participants' process of "${load.name}" ended without an answer.`);
      return message[0];
    };
    const say = (message: RoomTask | Phase) => child.send(message);
    const joined = told();
    say({ ...load, url, apiKey, apiSecret, room: `ours-${Date.now()}` });
    await joined;
    return {
      pid: child.pid!,
      begin: () => say('begin'),
      async finish() {
        const received = told();
        say('finish');
        const outcome = (await received) as Received;
        await ended;
        return outcome;
      },
    };
  },
};
