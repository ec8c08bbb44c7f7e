import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Deployment, eventually } from './deployment.js';
import { Room } from './room.js';

let deployment: Deployment;
let room: Room;

before(async () => {
  deployment = await Deployment.start({});
  room = await Room.open(deployment, 2);
});
after(async () => {
  await room.close();
  await deployment.close();
});

test('a microphone is heard, silent, switched off and heard again, and the server knows', async () => {
  const [speaker, listener] = await room.joinAll();
  const { participant } = speaker!;
  await eventually('speech is heard', () => (rate() > 10_000 ? true : undefined));

  participant.setVoice!('silence');
  await eventually('silence is heard', () => (rate() > 500 && rate() < 2_000 ? true : undefined));
  assert.equal(await audioActive(), true);

  participant.setVoice!('muted');
  await eventually('nothing is heard', () => (rate() === 0 ? true : undefined));
  await eventually('the server knows', async () => ((await audioActive()) === false ? true : undefined));

  participant.setVoice!('speech');
  await eventually('speech is heard again', () => (rate() > 10_000 ? true : undefined));
  await eventually('the server knows that too', async () => ((await audioActive()) === true ? true : undefined));
  assert.equal(listener!.inbound(0, 'audio').at(-1)!.packetsLost, 0);

  /** Payload of the last second, in bits per second; −1: not known. */
  function rate(): number {
    const [earlier, later] = listener!.inbound(0, 'audio').slice(-2);
    if (!earlier || !later) return -1;
    return ((later.bytesReceived - earlier.bytesReceived) * 8000) / (later.at - earlier.at);
  }

  async function audioActive(): Promise<boolean | undefined> {
    await room.session.fetch();
    const own = room.session.activeConnections.find(({ connectionId }) => connectionId === participant.connectionId);
    return own?.publishers[0]?.audioActive;
  }
});
