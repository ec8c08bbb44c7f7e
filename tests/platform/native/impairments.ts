import assert from 'node:assert/strict';
import { unimpaired } from '../../../src/model/impairment.js';
import type { InboundSample } from '../../../src/model/samples.js';
import type { JoinOptions } from '../../../src/participants/participant.js';
import { eventually } from './deployment.js';
import type { Observed } from './room.js';

/** A room of two, of either edition. */
interface Pair {
  join(index: number, options?: Partial<JoinOptions>): Promise<Observed>;
}

const listener = { index: 1, publishes: { audio: true, video: false }, receivesFrom: [0] };

/** What was received between two samples. */
async function over(samples: () => InboundSample[], count: number): Promise<[InboundSample, InboundSample]> {
  const already = samples().length;
  const enough = await eventually(`${count} more samples`, () => {
    const all = samples();
    return all.length > already + count ? all : undefined;
  });
  return [enough[already]!, enough[already + count]!];
}

/** Loss and delay of a participant's own line are read back from what it receives; the server does neither. */
export async function readsBackLossAndLatency(room: Pair): Promise<void> {
  await room.join(0);
  const observed = await room.join(1, { role: listener, impairment: { latencyMs: 100, loss: 0.1 } });
  await eventually('a picture is seen', () => observed.inbound(0).find(({ stampedFrames }) => stampedFrames));
  const [first, last] = await over(() => observed.inbound(0), 8);
  const gain = (field: 'networkPacketsLost' | 'packetsLost' | 'packetsReceived' | 'latencyMeasurements') =>
    last[field]! - first[field]!;
  const networkLoss = gain('networkPacketsLost') / (gain('packetsReceived') + gain('packetsLost'));
  assert.ok(networkLoss > 0.05 && networkLoss < 0.18, `loss on the way ${networkLoss}`);
  const residualLoss = gain('packetsLost') / (gain('packetsReceived') + gain('packetsLost'));
  assert.ok(residualLoss < networkLoss / 2, `loss after repair ${residualLoss}`);
  const latencyMs = ((last.totalEndToEndLatency! - first.totalEndToEndLatency!) * 1000) / gain('latencyMeasurements');
  // Lost packets are asked for at 200 ms of round trip: their frames, and those behind them, are older.
  assert.ok(latencyMs > 100 && latencyMs < 400, `latency ${latencyMs} ms`);
  const voice = observed.inbound(0, 'audio');
  const { packetsLost, packetsReceived } = voice.at(-1)!;
  const audioLoss = packetsLost / (packetsLost + packetsReceived);
  assert.ok(audioLoss > 0.04 && audioLoss < 0.18, `loss of audio ${audioLoss}`);
  const rtt = await eventually('a round trip is known', () =>
    observed.inbound(0).find(({ roundTripTime }) => roundTripTime !== undefined),
  );
  assert.ok(rtt.roundTripTime! > 0.19 && rtt.roundTripTime! < 0.3, `round trip ${rtt.roundTripTime} s`);
}

/** Nothing passes a dead line either way, and all is well when it is back. A narrow one lets its rate through. */
export async function obeysChangesInMidRun(room: Pair): Promise<void> {
  const publisher = await room.join(0);
  const observed = await room.join(1, { role: listener });
  await observed.seesFullRate(0);
  await observed.participant.impair({ latencyMs: 0, loss: 1 });
  await over(() => observed.inbound(0), 1);
  const [dead, stillDead] = await over(() => observed.inbound(0), 2);
  assert.equal(stillDead.packetsReceived, dead.packetsReceived, 'nothing comes');
  const heard = publisher.inbound(1, 'audio');
  assert.equal(heard.at(-1)!.packetsReceived, heard.at(-2)!.packetsReceived, 'nothing goes');
  await observed.participant.impair({ latencyMs: 0, loss: 0, downloadKbps: 200 });
  await over(() => observed.inbound(0), 1);
  const [narrow, later] = await over(() => observed.inbound(0), 4);
  const kbps = ((later.bytesReceived - narrow.bytesReceived) * 8) / (later.at - narrow.at);
  assert.ok(kbps > 40 && kbps < 210, `${kbps} kbps of video`);
  await observed.participant.impair(unimpaired);
  await observed.seesFullRate(0);
}
