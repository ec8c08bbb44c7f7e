import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { agreements } from './agreement.js';
import { calibrate } from './calibrate.js';
import { CalibrationRoom } from './calibration-room.js';
import { baseline } from './trials.js';

describe('a browser and a native receiver of the same publisher on the embedded server', () => {
  let room: CalibrationRoom;
  before(async () => {
    room = await CalibrationRoom.open('kurento', [
      { kind: 'native', publishes: true, receivesFrom: [] },
      { kind: 'browser', publishes: false, receivesFrom: [0] },
      { kind: 'native', publishes: false, receivesFrom: [0] },
    ]);
  });
  after(() => room?.close());

  it('agree on frame rate, loss and bitrate within 10 %, and on jitter within 10 % or 3 ms', async (t) => {
    const { readings } = await calibrate(room, baseline, { seconds: 8, settleMs: 2000 });
    const rows = agreements(readings);
    assert.equal(rows.length, 6);
    for (const { metric, browser, native, ok } of rows) {
      t.diagnostic(`${metric}: browser ${browser}, native ${native}`);
      assert.ok(ok, `${metric}: browser ${browser}, native ${native}`);
    }
  });
});
