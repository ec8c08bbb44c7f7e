import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Deployment } from './deployment.js';
import { hearEachOther, signals } from './heard-signals.js';
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

test('each receives the signals of the other, none of its own and none of an app', async () => {
  const [one, other] = await Promise.all([0, 1].map((index) => room.join(index, { signals })));
  await signalOfApp();
  await hearEachOther([one!.participant, other!.participant]);

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
