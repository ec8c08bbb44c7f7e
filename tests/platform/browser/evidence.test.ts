import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Observed } from '../native/room.js';
import { bothKinds } from './both-kinds.js';
import { joinOptions, newSession, newToken } from './deployment.js';

/** Width and height that a JPEG says it has. */
function jpegSize(picture: Buffer): { width: number; height: number } {
  for (let at = 2; at < picture.length; at += 2 + picture.readUInt16BE(at + 2))
    if ([0xc0, 0xc2].includes(picture[at + 1]!))
      return { width: picture.readUInt16BE(at + 7), height: picture.readUInt16BE(at + 5) };
  throw new Error('This is no JPEG with a frame.');
}

describe('what a browser participant can show of a stream', () => {
  const shared = bothKinds();

  it('is its picture, while it has one, and the state of its connection', { timeout: 240_000 }, async () => {
    const session = await newSession(shared.server);
    const [watching, publishing] = [await newToken(session), await newToken(session)];
    const watcher = new Observed(await shared.browsers.join(joinOptions(watching)));
    const nothing = await watcher.participant.evidence(1);
    assert.deepEqual(nothing, { connections: ['no connection that receives from 1, of 0 in its page'] });

    const role = { index: 1, publishes: { audio: true, video: true }, receivesFrom: [] };
    const publisher = await shared.natives.join(joinOptions(publishing, { role }));
    await watcher.seesFullRate(1);
    const { picture, connections } = await watcher.participant.evidence(1);
    assert.deepEqual(jpegSize(picture!), { width: 320, height: 180 });
    assert.match(connections.join(), /^receiving from 1: connected, ICE connected, [\d.:]+ ↔ [\d.:]+$/);

    await publisher.leave();
    await watcher.participant.leave();
    assert.deepEqual(await watcher.participant.evidence(1), { connections: ['its page does not answer'] });
  });
});
