import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Generator, Received } from './load.js';
import { joinsPerSecond } from './load.js';

/** Joining and leaving may take this long, in ms. */
const startLimitMs = 60_000;
const endLimitMs = 20_000;

/** LiveKit's own load tester. @param path of its binary */
export function lkGenerator(path: string): Generator {
  return {
    name: 'lk',
    async start({ url, apiKey, apiSecret }, { publishers, subscribers }, forMs) {
      const options = {
        room: `lk-${Date.now()}`,
        'video-publishers': publishers,
        subscribers,
        'video-codec': 'h264',
        // The only one that is sent at 30 frames per second; lk-install.ts tells what it is.
        'video-resolution': 'high',
        'num-per-second': joinsPerSecond,
        // Receivers take 9 publishers at most.
        layout: '3x3',
        duration: `${Math.ceil(forMs / 1000)}s`,
      };
      const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
      const child = spawn(path, ['perf', 'load-test', '--no-simulcast', ...args], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, LIVEKIT_URL: url, LIVEKIT_API_KEY: apiKey, LIVEKIT_API_SECRET: apiSecret },
      });
      const kill = () => child.kill('SIGKILL');
      process.once('exit', kill);
      const ended = once(child, 'close').finally(() => process.off('exit', kill));
      let output = '';
      const joined = new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`lk did not start: ${output.slice(-2000)}`)), startLimitMs);
        const onText = (chunk: Buffer) => {
          output += chunk.toString();
          if (!output.includes('Finished connecting')) return;
          clearTimeout(late);
          resolve();
        };
        child.stdout.on('data', onText);
        child.stderr.on('data', onText);
        void ended.then(() => reject(new Error(`lk ended early: ${output.slice(-2000)}`)));
      });
      await joined;
      return {
        pid: child.pid!,
        begin: () => undefined,
        async finish() {
          const late = setTimeout(kill, endLimitMs);
          await ended;
          clearTimeout(late);
          return receivedIn(output);
        },
      };
    },
  };
}

/** Adds up the rows of tracks: `│ Sub 0 │ TR_x │ video │ 412 │ 400.1kbps │ 0 (0%) │`. Lost are all since the start. */
function receivedIn(output: string): Received {
  const total = { tracks: 0, packets: 0, lost: 0 };
  for (const line of output.split('\n')) {
    const row = /video\W+(\d+)\W+[\d.]+[km]?bps\W+(\d+ \(|-)/.exec(line);
    if (!row || row[1] === '0') continue;
    total.tracks++;
    total.packets += Number(row[1]);
    total.lost += Number.parseInt(row[2]!, 10) || 0;
  }
  return total;
}
