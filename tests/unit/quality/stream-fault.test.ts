import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { streamFault } from '../../../src/quality/stream-fault.js';
import { good, type Second, series, silent, stalled, times } from './series.js';

const window = { from: 10_000, to: 40_000 };
const faultOf = (seconds: readonly Second[], kind: 'audio' | 'video' = 'video', of = window) =>
  streamFault(series(seconds, kind), of, 30);
/** Before the window all is well. */
const before = times(10, good);

test('a stream that flows throughout has no fault', () => {
  assert.equal(faultOf([...before, ...times(30, good)]), undefined);
});

describe('missing', () => {
  test('never a packet', () => {
    const never = { fault: 'missing', since: 10_000, detail: 'no packet ever' };
    assert.deepEqual(streamFault([], window, 30), never);
    assert.deepEqual(faultOf(times(40, silent)), never);
  });

  test('stops before the window: since its last packet', () => {
    assert.deepEqual(faultOf([...times(7, good), ...times(33, silent)]), {
      fault: 'missing',
      since: 7000,
      detail: 'no packet for 30.0 s of the hold',
    });
  });

  test('stops within the window', () => {
    assert.deepEqual(faultOf([...before, ...times(12, good), ...times(18, silent)]), {
      fault: 'missing',
      since: 22_000,
      detail: 'no packet for 18.0 s of the hold',
    });
  });

  test('comes late', () => {
    assert.deepEqual(faultOf([...times(15, silent), ...times(25, good)]), {
      fault: 'missing',
      since: 10_000,
      detail: 'first packet 5.0 s into the hold',
    });
  });

  test('a gap of 3 s is one, a gap of 2 s is none', () => {
    assert.deepEqual(faultOf([...before, ...times(5, good), ...times(3, silent), ...times(22, good)], 'audio'), {
      fault: 'missing',
      since: 15_000,
      detail: 'no packet for 3.0 s of the hold, then media again',
    });
    assert.equal(faultOf([...before, ...times(5, good), ...times(2, silent), ...times(23, good)], 'audio'), undefined);
  });

  test('no more samples: the participant is gone', () => {
    assert.deepEqual(faultOf([...before, ...times(20, good)]), {
      fault: 'missing',
      since: 30_000,
      detail: 'no packet for 9.0 s of the hold',
    });
  });

  test('samples that pause prove no silence if media came meanwhile', () => {
    const pause = { ...good, packetsReceived: 300, framesDecoded: 150, took: 5000 };
    assert.equal(faultOf([...before, ...times(10, good), pause, ...times(15, good)]), undefined);
  });

  test('a stream that began anew brings media', () => {
    const samples = [...series([...before, ...times(10, good)]), ...series(times(19, good), 'video', 21_000).slice(1)];
    assert.equal(streamFault(samples, window, 30), undefined);
  });
});

describe('frozen', () => {
  test('more than 10 % of the hold without a picture', () => {
    assert.deepEqual(faultOf([...before, ...times(3, good), ...times(12, stalled), ...times(15, good)]), {
      fault: 'frozen',
      since: 13_000,
      detail: 'frozen for 40.0 % of the hold',
    });
  });

  test('exactly 10 % is not more', () => {
    assert.equal(faultOf([...before, ...times(3, stalled), ...times(27, good)]), undefined);
  });

  test('packets without any picture', () => {
    assert.equal(faultOf([...before, ...times(30, stalled)])?.detail, 'frozen for 100.0 % of the hold');
  });

  test('audio has no picture', () => {
    assert.equal(faultOf([...before, ...times(30, stalled)], 'audio'), undefined);
  });
});

describe('low frame rate', () => {
  const at = (framesDecoded: number) => ({ ...good, framesDecoded });

  test('5 of 30 frames per second', () => {
    assert.deepEqual(faultOf([...before, ...times(30, at(5))]), {
      fault: 'low-frame-rate',
      since: 10_000,
      detail: '5.0 of 30 frames per second',
    });
  });

  test('half is enough', () => {
    assert.equal(faultOf([...before, ...times(30, at(15))]), undefined);
    assert.equal(faultOf([...before, ...times(30, at(14))])?.fault, 'low-frame-rate');
  });

  test('half of what its publisher sends', () => {
    assert.equal(streamFault(series(times(40, at(8))), window, 15), undefined);
  });

  test('since the first slow second', () => {
    assert.equal(faultOf([...before, ...times(5, good), ...times(25, at(2))])?.since, 15_000);
  });
});

describe('wrong publisher', () => {
  const identified = { ...good, identifiedFrames: 30, foreignFrames: 0 };
  const swapped = { ...identified, foreignFrames: 30, foreignPublisher: 4 };

  test('somebody else from the first frame on', () => {
    assert.deepEqual(faultOf(times(40, swapped)), {
      fault: 'wrong-publisher',
      since: 10_000,
      detail: 'shows participant 4 instead',
    });
  });

  test('somebody else for some seconds, named by its first', () => {
    assert.deepEqual(faultOf([...before, ...times(12, identified), ...times(3, swapped), ...times(15, identified)]), {
      fault: 'wrong-publisher',
      since: 22_000,
      detail: 'shows participant 4 instead in 10.0 % of its frames',
    });
  });

  test('frames that do not tell whose they are say nothing', () => {
    assert.equal(faultOf([...before, ...times(30, { ...good, identifiedFrames: 0, foreignFrames: 0 })]), undefined);
  });
});

describe('several windows', () => {
  // An outage from 15 to 22 s, which leaves 10 to 15 s and 25 to 40 s to judge.
  const apart = [
    { from: 10_000, to: 15_000 },
    { from: 25_000, to: 40_000 },
  ];
  const outage = [...before, ...times(5, good), ...times(7, silent)];
  const faultApart = (seconds: readonly Second[]) => streamFault(series(seconds), apart, 30);

  test('what is silent or frozen between them is no fault', () => {
    assert.equal(faultApart([...outage, ...times(18, good)]), undefined);
    assert.equal(faultOf([...outage, ...times(18, good)])?.fault, 'missing');
    const frozen = [...before, ...times(5, good), ...times(7, stalled)];
    assert.equal(faultApart([...frozen, { ...good, totalFreezesDuration: 7 }, ...times(17, good)]), undefined);
    assert.equal(faultOf([...frozen, ...times(18, good)])?.fault, 'frozen');
  });

  test('what does not come back is missing', () => {
    assert.deepEqual(faultApart([...outage, ...times(18, silent)]), {
      fault: 'missing',
      since: 15_000,
      detail: 'no packet for 15.0 s of the hold',
    });
  });

  test('the longest silence is told', () => {
    const twice = [...before, ...times(1, good), ...times(4, silent), ...times(15, good), ...times(10, silent)];
    assert.equal(faultApart(twice)?.since, 30_000);
  });

  test('never a packet', () => {
    assert.deepEqual(faultApart(times(40, silent)), { fault: 'missing', since: 10_000, detail: 'no packet ever' });
  });

  test('a freeze that was reported late counts no longer than the window it is reported in', () => {
    const found = faultApart([
      ...outage,
      ...times(3, stalled),
      { ...good, totalFreezesDuration: 10 },
      ...times(14, good),
    ]);
    assert.equal(found, undefined, '1 s of 20 s, where 10 % are allowed');
  });
});

test('a stream that never came is missing once it had to flow for 3 s in all', () => {
  const turn = (from: number, seconds: number) => ({ from, to: from + seconds * 1000 });
  assert.equal(streamFault([], [turn(39_700, 0.3)], 30), undefined);
  assert.equal(streamFault([], [turn(12_000, 1), turn(24_000, 1)], 30), undefined);
  assert.equal(streamFault([], [turn(12_000, 1), turn(24_000, 1), turn(36_000, 1)], 30)?.detail, 'no packet ever');
});
