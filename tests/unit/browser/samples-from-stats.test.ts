import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawStat } from '../../../src/participants/browser/page-messages.js';
import { inboundSamples, outboundSamples } from '../../../src/participants/browser/samples-from-stats.js';

const inbound = (kind: 'audio' | 'video', fields: object): RawStat => ({
  type: 'inbound-rtp',
  id: `IT01${kind}`,
  timestamp: 1000,
  kind,
  bytesReceived: 10,
  packetsReceived: 2,
  packetsLost: 1,
  ...fields,
});

const outbound = (id: string, fields: object): RawStat => ({
  type: 'outbound-rtp',
  id,
  timestamp: 1000,
  kind: 'video',
  bytesSent: 100,
  packetsSent: 10,
  ...fields,
});

const remoteInbound = (localId: string, roundTripTime: number, roundTripTimeMeasurements: number): RawStat => ({
  type: 'remote-inbound-rtp',
  id: `RI ${localId}`,
  timestamp: 990,
  kind: 'video',
  localId,
  roundTripTime,
  roundTripTimeMeasurements,
});

describe('inboundSamples', () => {
  it('names the publishers that a stream shows and should not', () => {
    const truth = (shown: readonly (readonly [number, number])[]) => {
      const [sample] = inboundSamples([inbound('video', { truth: { stampedFrames: 9, shown } })], 4);
      const { stampedFrames, identifiedFrames, foreignFrames, foreignPublisher } = sample!;
      return [stampedFrames, identifiedFrames, foreignFrames, foreignPublisher];
    };
    assert.deepEqual(truth([[4, 9]]), [9, 9, 0, undefined]);
    assert.deepEqual(
      truth([
        [2, 3],
        [7, 1],
        [4, 5],
      ]),
      [9, 9, 4, 7],
    );
  });

  it('takes counters raw and leaves absent what is absent', () => {
    const stats = [inbound('video', { framesDecoded: 30, jitter: 0.001 }), { type: 'codec', id: 'C', timestamp: 1000 }];
    assert.deepEqual(inboundSamples(stats, 4), [
      {
        direction: 'inbound',
        kind: 'video',
        from: 4,
        at: 1000,
        bytesReceived: 10,
        packetsReceived: 2,
        packetsLost: 1,
        jitter: 0.001,
        framesDecoded: 30,
      },
    ]);
  });

  it('counts retransmissions only where they have a stream of their own', () => {
    const [without] = inboundSamples([inbound('video', { retransmittedPacketsReceived: 0 })], 0);
    const [separate] = inboundSamples([inbound('video', { retransmittedPacketsReceived: 3, rtxSsrc: 7 })], 0);
    assert.equal('retransmittedPacketsReceived' in without!, false);
    assert.equal(separate?.retransmittedPacketsReceived, 3);
  });

  it('has no sound figures of a track that nothing plays', () => {
    const figures = {
      concealedSamples: 0,
      silentConcealedSamples: 0,
      jitterBufferDelay: 0,
      jitterBufferEmittedCount: 0,
    };
    const [silent] = inboundSamples([inbound('audio', { ...figures, totalSamplesReceived: 0 })], 0);
    const [played] = inboundSamples([inbound('audio', { ...figures, totalSamplesReceived: 480 })], 0);
    for (const field of [...Object.keys(figures), 'totalSamplesReceived']) {
      assert.equal(field in silent!, false, field);
      assert.equal(field in played!, true, field);
    }
  });
});

describe('outboundSamples', () => {
  it('takes the round trip only when it was measured anew', () => {
    const known = new Map<string, number>();
    const read = (roundTripTime: number, measurements: number) =>
      outboundSamples([outbound('O1', {}), remoteInbound('O1', roundTripTime, measurements)], known)[0]?.roundTripTime;
    assert.equal(read(0.01, 1), 0.01);
    assert.equal(read(0.01, 1), undefined);
    assert.equal(read(0.02, 2), 0.02);
  });

  it('takes the frame rate of the source that the stream sends', () => {
    const source = (id: string, framesPerSecond: number) => ({
      type: 'media-source',
      id,
      timestamp: 1,
      framesPerSecond,
    });
    const [sample] = outboundSamples(
      [source('S1', 15), source('S2', 30), outbound('O1', { mediaSourceId: 'S2' })],
      new Map(),
    );
    assert.equal(sample?.sourceFramesPerSecond, 30);
  });

  it('adds up the layers of a simulcast stream', () => {
    const layers = [outbound('O1', { framesSent: 30 }), outbound('O2', { framesSent: 29 })];
    assert.deepEqual(outboundSamples(layers, new Map()), [
      { direction: 'outbound', kind: 'video', at: 1000, bytesSent: 200, packetsSent: 20, framesSent: 30 },
    ]);
  });
});
