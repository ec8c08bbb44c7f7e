import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { calibrate, type Judged, sentence } from './calibrate.js';
import { CalibrationRoom, type Member } from './calibration-room.js';
import { checks } from './checks.js';
import { baseline, type Trial, trials } from './trials.js';

/** The fast part of `npm run bench:truth`, which has longer windows, every pair of kinds and both negotiation modes. */
const windowSeconds = 6;
const settleMs = 2500;
const quick = { seconds: windowSeconds, settleMs };

const nativesOnly: readonly Member[] = [
  { kind: 'native', publishes: true, receivesFrom: [] },
  { kind: 'native', publishes: true, receivesFrom: [] },
  { kind: 'native', publishes: false, receivesFrom: [0, 1] },
];

const watchedByBrowser: readonly Member[] = [
  { kind: 'native', publishes: true, receivesFrom: [] },
  { kind: 'browser', publishes: false, receivesFrom: [0] },
];

// Each has a room on a server of its own, so that all of them wait at the same time.
describe('native receivers read what is injected', { concurrency: true }, () => {
  const cases: readonly Trial[] = [
    trials.residualLoss5,
    trials.repairedLoss5,
    // A machine that other tests share is late now and then.
    { ...trials.delay200, checks: [checks.addedLatency(200, 40)] },
    trials.freezeOfNative,
    trials.swapped,
  ];
  for (const trial of cases)
    it(trial.name, async (t) => {
      const room = await CalibrationRoom.open('kurento', nativesOnly);
      t.after(() => room.close());
      const { readings: without } = await calibrate(room, baseline, quick);
      const { judged } = await calibrate(room, trial, quick, without);
      accurate(judged);
      assert.ok(
        judged.every(({ outcome }) => outcome.measured !== undefined),
        judged.map(sentence).join('\n'),
      );
    });
});

describe('a browser reads what is injected', () => {
  let room: CalibrationRoom;
  before(async () => {
    room = await CalibrationRoom.open('mediasoup', watchedByBrowser);
  });
  after(() => room?.close());

  it(trials.residualLoss5.name, async () => {
    const { judged } = await calibrate(room, trials.residualLoss5, quick);
    accurate(judged);
    assert.ok(judged.every(({ outcome }) => outcome.measured !== undefined));
  });
});

function accurate(judged: readonly Judged[]): void {
  assert.ok(judged.length > 0);
  const wrong = judged.filter(({ outcome }) => !outcome.ok);
  assert.equal(wrong.length, 0, wrong.map(sentence).join('\n'));
}
