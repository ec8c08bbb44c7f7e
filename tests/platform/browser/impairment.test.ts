import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { impairmentProfiles, unimpaired } from '../../../src/model/impairment.js';
import type { InboundSample, OutboundSample } from '../../../src/model/samples.js';
import type { JoinedParticipant, JoinOptions } from '../../../src/participants/participant.js';
import { bothKinds } from './both-kinds.js';
import { joinOptions, newSession, newToken } from './deployment.js';
import { eventually } from './eventually.js';

const both = { audio: true, video: true };

describe('an impaired browser participant', () => {
  const shared = bothKinds();

  /** A browser and a native participant that see each other. */
  async function pair(
    options: Partial<JoinOptions>,
  ): Promise<{ impaired: JoinedParticipant; peer: JoinedParticipant }> {
    const session = await newSession(shared.server);
    const tokens = [await newToken(session), await newToken(session)] as const;
    const peer = await shared.natives.join(
      joinOptions(tokens[0], { role: { index: 1, publishes: both, receivesFrom: [0] } }),
    );
    const role = { index: 0, publishes: both, receivesFrom: [1] };
    return { impaired: await shared.browsers.join(joinOptions(tokens[1], { role, ...options })), peer };
  }

  const sound = (participant: JoinedParticipant, taken: InboundSample[]) => {
    for (const sample of participant.takeSamples())
      if (sample.direction === 'inbound' && sample.kind === 'audio') taken.push(sample);
    return taken;
  };

  /** Share of the audio packets lost in about the next 1200. */
  async function soundLoss(
    participant: JoinedParticipant,
    lost: 'packetsLost' | 'networkPacketsLost',
  ): Promise<number> {
    const taken: InboundSample[] = [];
    const counted = () => taken.at(-1)!.packetsReceived - taken[0]!.packetsReceived;
    participant.takeSamples();
    await eventually(
      () => sound(participant, taken).length > 1 && counted() >= 1000,
      (enough) => enough,
    );
    const gone = taken.at(-1)![lost]! - taken[0]![lost]!;
    return gone / (gone + counted());
  }

  it('loses what it sends and what it receives', { timeout: 240_000 }, async (test) => {
    const { impaired, peer } = await pair({ impairment: { latencyMs: 0, loss: 0.1 } });
    const [received, sent] = await Promise.all([
      soundLoss(impaired, 'packetsLost'),
      soundLoss(peer, 'networkPacketsLost'),
    ]);
    test.diagnostic(`loss 0.1 reads ${received.toFixed(3)} received, ${sent.toFixed(3)} sent`);
    for (const ratio of [received, sent]) assert.ok(ratio > 0.06 && ratio < 0.14, `${ratio}`);
    await Promise.all([impaired.leave(), peer.leave()]);
  });

  it('is delayed from the moment it is told', { timeout: 240_000 }, async (test) => {
    const { impaired, peer } = await pair({ impairment: unimpaired });
    const roundTrip = async (condition: (seconds: number) => boolean) => {
      const measured = await eventually(
        () =>
          impaired
            .takeSamples()
            .filter((sample): sample is OutboundSample => sample.direction === 'outbound')
            .findLast(({ roundTripTime }) => roundTripTime !== undefined)?.roundTripTime,
        (seconds) => seconds !== undefined && condition(seconds),
      );
      return Math.round(measured! * 1000);
    };
    const before = await roundTrip((seconds) => seconds < 0.05);
    await impaired.impair({ latencyMs: 100, loss: 0 });
    const during = await roundTrip((seconds) => seconds > 0.18);
    await impaired.impair(unimpaired);
    const afterwards = await roundTrip((seconds) => seconds < 0.05);
    test.diagnostic(`round trip ${before} ms, ${during} ms with 100 ms each way, ${afterwards} ms afterwards`);
    assert.ok(during >= 195 && during < 300, `${during} ms`);
    await Promise.all([impaired.leave(), peer.leave()]);
  });

  it('is cut off, comes back, and is throttled', { timeout: 240_000 }, async (test) => {
    const { impaired, peer } = await pair({ impairment: unimpaired });
    /** Received kbps of the picture from one sample to the next, until one satisfies the condition. */
    const bitrate = async (condition: (kbps: number) => boolean) => {
      let last: InboundSample | undefined;
      let kbps = Number.NaN;
      impaired.takeSamples();
      await eventually(
        () => {
          for (const sample of impaired.takeSamples()) {
            if (sample.direction !== 'inbound' || sample.kind !== 'video') continue;
            if (last) kbps = ((sample.bytesReceived - last.bytesReceived) * 8) / (sample.at - last.at);
            last = sample;
            if (condition(kbps)) return kbps;
          }
          return undefined;
        },
        (found) => found !== undefined,
      );
      return kbps;
    };
    const free = await bitrate((kbps) => kbps > 150);
    await impaired.impair(impairmentProfiles['call drop']);
    assert.equal(await bitrate((kbps) => kbps === 0), 0);
    await impaired.impair(unimpaired);
    await bitrate((kbps) => kbps > 150);
    await impaired.impair({ ...unimpaired, downloadKbps: 100, uploadKbps: 1000 });
    const throttled = await bitrate((kbps) => kbps > 20 && kbps < 100);
    test.diagnostic(`${free.toFixed()} kbps, ${throttled.toFixed()} kbps where 100 are left for all`);
    await Promise.all([impaired.leave(), peer.leave()]);
  });

  it('cannot be impaired later if it joined without', async () => {
    const participant = await shared.browsers.join(joinOptions(await newToken(await newSession(shared.server))));
    await assert.rejects(participant.impair(unimpaired), {
      code: 'INVALID_SCENARIO',
      message: /^The network of participant 0/,
    });
    await participant.leave();
  });
});
