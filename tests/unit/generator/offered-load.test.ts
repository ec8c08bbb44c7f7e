import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import { encodedShare, joinPace } from '../../../src/generator/offered-load.js';
import type { OutboundSample } from '../../../src/model/samples.js';

const window = { from: 0, to: 20_000 };

/** One sample per second: what each second encoded, and what held it back. */
function browser(
  seconds: readonly { frames: number; bandwidth?: number; source?: number }[],
): readonly OutboundSample[] {
  let framesEncoded = 0;
  let bandwidth = 0;
  const sample = (at: number, source: number): OutboundSample => ({
    direction: 'outbound',
    kind: 'video',
    at,
    bytesSent: 0,
    packetsSent: 0,
    framesEncoded,
    sourceFramesPerSecond: source,
    qualityLimitationDurations: { bandwidth },
  });
  return [
    sample(0, 30),
    ...seconds.map(({ frames, bandwidth: limited = 0, source = 30 }, i) => {
      framesEncoded += frames;
      bandwidth += limited;
      return sample((i + 1) * 1000, source);
    }),
  ];
}
const times = <T>(count: number, of: T): T[] => new Array<T>(count).fill(of);

test('a browser that encodes every frame offers all', () => {
  assert.equal(encodedShare(browser(times(10, { frames: 30 })), window, 30), 1);
});

test('a browser too slow for its frames offers less', () => {
  assert.equal(encodedShare(browser([...times(5, { frames: 30 }), ...times(5, { frames: 15 })]), window, 30), 0.75);
  assert.equal(encodedShare(browser(times(10, { frames: 0, source: 0 })), window, 30), 0);
});

test('seconds limited by bandwidth, or paused by the server, are not the browser’s', () => {
  const limited = times(5, { frames: 10, bandwidth: 1 });
  const paused = times(5, { frames: 0 });
  assert.equal(encodedShare(browser([...times(5, { frames: 30 }), ...limited, ...paused]), window, 30), 1);
  assert.equal(encodedShare(browser(paused), window, 30), undefined);
});

test('what lies outside the window does not count', () => {
  const samples = browser([...times(5, { frames: 0, source: 0 }), ...times(5, { frames: 30 })]);
  assert.equal(encodedShare(samples, { from: 5000, to: 10_000 }, 30), 1);
});

describe('the pace of joins', () => {
  const joins = Array.from({ length: 41 }, (_, i) => ({ joinAtMs: i * 50 }));

  it('is whole where they begin in time, and where nobody joined that could tell', () => {
    assert.equal(
      joinPace(
        joins,
        joins.map(() => 0),
      ),
      1,
    );
    assert.equal(joinPace(joins, []), 1);
    assert.equal(joinPace([], []), 1);
  });

  it('falls as the last ones begin late', () => {
    // 2 s planned; the later half is 500 ms late.
    const late = joins.map((_, i) => (i < 20 ? 0 : 500));
    assert.equal(joinPace(joins, late), 0.8);
  });

  it('is not decided by a single one', () => {
    assert.equal(
      joinPace(
        joins,
        joins.map((_, i) => (i === 7 ? 3000 : 0)),
      ),
      1,
    );
  });
});
