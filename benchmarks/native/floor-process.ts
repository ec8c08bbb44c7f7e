import { loadAudioClip } from '../../src/participants/native/clips/audio-clip.js';
import { loadVideoClip, type VideoClip } from '../../src/participants/native/clips/video-clip.js';
import { offeredMedia } from '../../src/participants/native/peer/media-lines.js';
import { Peer } from '../../src/participants/native/peer/peer.js';
import { audioPacketTicks, frameTicks, TickWheel } from '../../src/participants/native/timing/tick-wheel.js';
import { writeSequence, writeSsrc, writeTimestamp } from '../../src/wire/rtp.js';
import { answerQuestions } from '../sfu/child.js';

/**
 * The floor of a native participant: the same connections and the same packets at the same moments, but what is received
 * is looked at by nobody, what is sent comes from a bare loop, and there is no RTCP, no statistics and no signalling.
 */
const peers = new Map<string, Peer>();
const publishers: { readonly peer: Peer; readonly ssrc: number }[] = [];
const wheel = new TickWheel();
const [video, audio] = await Promise.all([loadVideoClip('540x360'), loadAudioClip()]);

function offer(id: string, ssrc?: number): string {
  const ignore = () => undefined;
  const options = { iceServers: [], bindAddress: '127.0.0.1' };
  const peer = new Peer(id, options, { onCandidate: ignore, onState: ignore, onPacket: ignore });
  peers.set(id, peer);
  if (ssrc === undefined) return peer.offer(offeredMedia({ audio: null, video: null }));
  publishers.push({ peer, ssrc });
  const source = (own: number) => ({ ssrc: own, cname: id, streamId: id });
  return peer.offer(offeredMedia({ audio: source(ssrc), video: source(ssrc + 1) }));
}

function send(): void {
  for (const [index, { peer, ssrc }] of publishers.entries()) {
    const stream = (own: number, timestampStep: number) => {
      let [sequence, timestamp] = [0, 0];
      return (packets: VideoClip['frames'][number]['packets']) => {
        timestamp += timestampStep;
        for (const packet of packets) {
          writeSequence(packet, sequence++ & 0xffff);
          writeTimestamp(packet, timestamp);
          writeSsrc(packet, own);
          peer.send(packet);
        }
      };
    };
    const [sendFrame, sendAudio] = [stream(ssrc + 1, 3000), stream(ssrc, 960)];
    let [frames, audioPackets] = [index * 7, index * 7];
    wheel.add(frameTicks, index % frameTicks, () => sendFrame(video.frames[frames++ % video.frames.length]!.packets));
    wheel.add(audioPacketTicks, index % audioPacketTicks, () => sendAudio([audio[audioPackets++ % audio.length]!]));
  }
}

answerQuestions(async (question) => {
  switch (question.type) {
    case 'offer-stream':
      return { sdp: offer(question.streamId, 1000 * (publishers.length + 1)) };
    case 'offer-leg':
      return { sdp: offer(question.legId) };
    case 'accept': {
      const peer = peers.get(question.peerId)!;
      peer.acceptAnswer(question.answer);
      peer.connect();
      return {};
    }
    case 'start':
      while ([...peers.values()].some(({ state }) => state !== 'connected'))
        await new Promise((resolve) => setTimeout(resolve, 50));
      send();
      return {};
    case 'figures': {
      const { user, system } = process.cpuUsage();
      return { figures: { cpuMicros: user + system, atMs: performance.now(), packets: 0, dropped: 0 } };
    }
    default:
      throw new Error(`The floor was asked ${question.type}.`);
  }
});
