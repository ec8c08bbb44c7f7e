import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { agree, agreements } from './agreement.js';
import { calibrate, sentence } from './calibrate.js';
import { CalibrationRoom } from './calibration-room.js';
import { calmWindow } from './calm-window.js';
import { baseline, type Trial, trials } from './trials.js';

const quick = { seconds: 8, settleMs: 2000 };

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
    const { rows } = await measured(baseline);
    agree(t, rows);
  });

  it('read the jitter that is injected, and agree on it', async (t) => {
    const { rows, judged } = await measured(trials.jitter15);
    assert.equal(judged.length, 4);
    for (const one of judged) assert.ok(one.outcome.measured && one.outcome.ok, sentence(one));
    agree(t, rows);
  });

  const measured = (trial: Trial) =>
    calmWindow(
      async () => {
        const { readings, judged } = await calibrate(room, trial, quick);
        return { rows: agreements(readings), judged };
      },
      ({ rows, judged }) => rows.every(({ ok }) => ok) && judged.every(({ outcome }) => outcome.ok),
    );
});
