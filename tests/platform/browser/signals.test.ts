import { describe, it } from 'node:test';
import { hearEachOther, signals } from '../native/heard-signals.js';
import { bothKinds } from './both-kinds.js';
import { joinOptions, newSession, newToken } from './deployment.js';

describe('a browser and native participants of OpenVidu 2', () => {
  const shared = bothKinds();

  it('receive the signals of each other', async () => {
    const session = await newSession(shared.server);
    const { browsers, natives } = shared;
    const participants = await Promise.all(
      [browsers, browsers, natives].map(async (factory, index) => {
        const role = { index, publishes: { audio: false, video: false }, receivesFrom: [] };
        return factory.join(joinOptions(await newToken(session), { role, signals }));
      }),
    );
    await hearEachOther(participants);
  });
});
