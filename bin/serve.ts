import { once } from 'node:events';
import { Faults } from '../src/server/faults/faults.js';
import type { ServerOptionsInput } from '../src/server/server-options.js';
import { startServer } from '../src/server/start-server.js';
import { embeddedVersion } from '../src/server/version.js';

/** Runs the embedded server until Ctrl-C or SIGTERM. */
export async function serve(options: ServerOptionsInput, secretIsRandom: boolean): Promise<void> {
  const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  const server = await startServer(options);
  // A random secret is shown, because nobody could use the server without it; a given one is known already.
  const secret = secretIsRandom ? server.secret : '"$OPENVIDU_SECRET"';
  const faults = new Faults(options.faults).phrases();
  process.stdout.write(
    [
      `The embedded server (OpenVidu ${embeddedVersion} protocol, ${options.mediaServer ?? 'kurento'} mode) listens on ${server.url}`,
      ...(faults.length > 0 ? [`Faults: ${faults.join(', ')}`] : []),
      'Run tests against it:',
      `  OPENVIDU_URL=${server.url} OPENVIDU_SECRET=${secret} npx playwright test`,
      'Ctrl-C ends it.',
      '',
    ].join('\n'),
  );
  await stop;
  await server.close();
  // Media in native code may keep the process alive.
  process.exit(0);
}
