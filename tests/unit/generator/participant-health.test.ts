import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ObservedParticipant, participantHealth } from '../../../src/generator/health/participant-health.js';
import type { StreamSample } from '../../../src/model/samples.js';

const judged = { window: { from: 10_000, to: 20_000 }, nominalFramesPerSecond: 30 };

const late = (counts: Record<number, number>): Uint32Array => {
  const slots = new Uint32Array(512);
  for (const [ms, count] of Object.entries(counts)) slots[Number(ms)] = count;
  return slots;
};
const native = (latenessMs: Uint32Array): ObservedParticipant => ({
  kind: 'native',
  isSteady: true,
  series: { inbound: new Map(), outbound: new Map(), latenessMs, events: [] },
});
const browser = (inbound: StreamSample[], outbound: StreamSample[]): ObservedParticipant => ({
  kind: 'browser',
  isSteady: true,
  series: {
    inbound: new Map([['0:video', inbound]]),
    outbound: new Map([['video', outbound]]),
    latenessMs: undefined,
    events: [],
  },
});
const received = (at: number, framesReceived: number, framesDecoded: number): StreamSample => ({
  direction: 'inbound',
  kind: 'video',
  from: 0,
  at,
  bytesReceived: 0,
  packetsReceived: 0,
  packetsLost: 0,
  framesReceived,
  framesDecoded,
});
const captured = (at: number, sourceFramesPerSecond: number): StreamSample => ({
  direction: 'outbound',
  kind: 'video',
  at,
  bytesSent: 0,
  packetsSent: 0,
  sourceFramesPerSecond,
});

describe('participantHealth', () => {
  it('takes the p99 of lateness over all packets of all participants', () => {
    // 3 of 300 packets are 1 %, which may lie above.
    const all = [native(late({ 2: 197, 90: 3 })), native(late({ 5: 100 }))];
    assert.deepEqual(participantHealth(all, judged), { sendLatenessP99Ms: 5 });
    assert.deepEqual(participantHealth([...all, native(late({ 40: 1 }))], judged), { sendLatenessP99Ms: 40 });
  });

  it('does not change what the participants counted', () => {
    const [one, two] = [late({ 1: 10 }), late({ 2: 10 })];
    participantHealth([native(one), native(two)], judged);
    assert.deepEqual([one[1], one[2], two[1], two[2]], [10, 0, 0, 10]);
  });

  it('takes the lowest capture rate and decoded share of the browsers, within the hold', () => {
    const slow = browser(
      [received(9_000, 0, 0), received(10_000, 100, 100), received(20_000, 400, 370)],
      [captured(5_000, 1), captured(12_000, 24), captured(13_000, 27)],
    );
    const good = browser([received(10_000, 0, 0), received(20_000, 300, 300)], [captured(12_000, 30)]);
    assert.deepEqual(participantHealth([slow, good], judged), {
      browserCrashes: 0,
      captureRate: 0.85,
      decodeShare: 0.9,
    });
  });

  it('does not blame a browser for frames that lost packets made undecodable', () => {
    const lossy = { ...received(12_000, 160, 100), packetsLost: 3 };
    const asking = { ...received(13_000, 190, 100), packetsLost: 3, pliCount: 1 };
    const recovering = { ...received(14_000, 220, 115), packetsLost: 3, pliCount: 1 };
    const fine = { ...received(19_000, 370, 265), packetsLost: 3, pliCount: 1 };
    const harmed = browser([received(10_000, 0, 0), received(11_000, 30, 30), lossy, asking, recovering, fine], []);
    assert.deepEqual(participantHealth([harmed], judged), { browserCrashes: 0, decodeShare: 1 });
  });

  it('says nothing of a decoder after a few frames', () => {
    const short = browser([received(10_000, 0, 0), received(11_000, 30, 20)], []);
    assert.deepEqual(participantHealth([short], judged), { browserCrashes: 0 });
  });

  it('says nothing of what was not measured', () => {
    assert.deepEqual(participantHealth([native(late({})), browser([], [])], judged), { browserCrashes: 0 });
  });

  it('tells of a browser that died, not of one that the platform threw out', () => {
    const at = judged.window.from;
    const gone = (crashed: boolean): ObservedParticipant => {
      const one = browser([], []);
      const event = { type: 'disconnected', reason: 'gone', at, ...(crashed && { crashed }) } as const;
      return { ...one, series: { ...one.series, events: [event] } };
    };
    assert.equal(participantHealth([gone(true), gone(false)], judged).browserCrashes, 1);
    assert.equal(participantHealth([gone(false)], judged).browserCrashes, 0);
  });

  it('does not take a browser for slow that came or went within the hold', () => {
    const slow = browser([], [captured(12_000, 5), captured(13_000, 5)]);
    assert.equal(participantHealth([slow], judged).captureRate, 5 / 30);
    assert.equal(participantHealth([{ ...slow, isSteady: false }], judged).captureRate, undefined);
  });
});
