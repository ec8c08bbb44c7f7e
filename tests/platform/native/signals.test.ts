import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ReceivedSignal } from '../../../src/model/signals.js';
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

const signals = { everyMs: 50, phaseMs: 7, bytes: 64 };

test('each receives the signals of the other, none of its own and none of an app', async () => {
  const [one, other] = await Promise.all([0, 1].map((index) => room.join(index, { signals })));
  await signalOfApp();
  for (const [receiver, from] of [
    [one!, 1],
    [other!, 0],
  ] as const) {
    const got: ReceivedSignal[] = [];
    await eventually('signals arrive', () => {
      got.push(...receiver.participant.takeSignals!());
      return got.length >= 5 ? true : undefined;
    });
    for (const [i, signal] of got.entries()) {
      assert.equal(signal.from, from);
      assert.equal(signal.number, got[0]!.number + i);
      assert.ok(signal.latencyMs > 0 && signal.latencyMs < 1_000, `${signal.latencyMs} ms`);
    }
  }

  async function signalOfApp(): Promise<void> {
    const credentials = Buffer.from(`OPENVIDUAPP:${deployment.server.secret}`).toString('base64');
    const response = await fetch(`${deployment.server.url}/openvidu/api/signal`, {
      method: 'POST',
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
      body: JSON.stringify({ session: room.session.sessionId, type: 'chat', data: '0 1 2.000 ' }),
    });
    assert.equal(response.status, 200);
  }
});
