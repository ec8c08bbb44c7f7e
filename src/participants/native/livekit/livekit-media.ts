import { VideoQuality } from '@livekit/protocol';
import type { OutboundSample } from '../../../model/samples.js';
import type { ClipName } from '../../../model/scenario.js';
import type { JoinOptions } from '../../participant.js';
import { loadAudioClip } from '../clips/audio-clip.js';
import { ClipLadder } from '../clips/clip-ladder.js';
import { layerClip } from '../clips/layer-clip.js';
import { loadVideoClip } from '../clips/video-clip.js';
import { marksOf, type PublishOptions } from '../load-media.js';
import { AudioSender } from '../send/audio-sender.js';
import { ClipChoice } from '../send/clip-choice.js';
import type { SendMeter } from '../send/send-meter.js';
import { type FrameMarks, VideoSender } from '../send/video-sender.js';
import type { SeededRandom } from '../timing/random.js';

/** One size of a published picture. */
export interface VideoLayer {
  readonly quality: VideoQuality;
  /** Id of the layer in a simulcast; absent: the only one. */
  readonly rid?: string;
  readonly sender: VideoSender;
}

/** What a participant publishes; both may be absent. */
export interface LivekitMedia {
  readonly audio?: AudioSender;
  /** By ascending size. */
  readonly layers: readonly VideoLayer[];
}

/** Names of the m-lines that are sent, which no m-line that is received may have. */
export const sentMid = { audio: 'a', video: 'v' } as const;

/** Layers below the published size, as clients of LiveKit have them. */
const smallerLayers: readonly ClipName[] = ['180p', '360p'];
const rids = ['q', 'h', 'f'] as const;
const qualities = [VideoQuality.LOW, VideoQuality.MEDIUM, VideoQuality.HIGH] as const;

/** Loads the clips of what the role publishes. */
export async function loadLivekitMedia(
  options: PublishOptions,
  random: SeededRandom,
  meter: SendMeter,
): Promise<LivekitMedia> {
  const { media } = options;
  const { publishes } = options.role;
  const audio = publishes.audio ? new AudioSender(await loadAudioClip(), random, meter) : undefined;
  if (!publishes.video) return { ...(audio && { audio }), layers: [] };
  const marks = marksOf(options);
  const layers = media.simulcast
    ? await simulcastLayers(media, random, meter, marks)
    : [await singleLayer(media, random, meter, marks)];
  return { ...(audio && { audio }), layers };
}

async function singleLayer(
  media: JoinOptions['media'],
  random: SeededRandom,
  meter: SendMeter,
  marks?: FrameMarks,
): Promise<VideoLayer> {
  const choice = new ClipChoice(await ClipLadder.load(media.video, media.videoCodec), media.adapt);
  return { quality: VideoQuality.HIGH, sender: new VideoSender(choice, random, meter, marks) };
}

/** The server chooses among the layers: none of them changes its clip. */
async function simulcastLayers(
  { video: top, videoCodec }: JoinOptions['media'],
  random: SeededRandom,
  meter: SendMeter,
  marks?: FrameMarks,
): Promise<VideoLayer[]> {
  const clips = await Promise.all([...smallerLayers, top].map((name) => loadVideoClip(name, videoCodec)));
  const topClip = clips.at(-1)!;
  const sizes = [...clips.slice(0, -1).filter(({ height }) => height < topClip.height), topClip];
  return sizes.map((clip, index) => {
    const rid = rids[index]!;
    const choice = new ClipChoice(new ClipLadder([layerClip(clip, sentMid.video, rid)]), 'off');
    return { quality: qualities[index]!, rid, sender: new VideoSender(choice, random, meter, marks) };
  });
}

/** One sample of a picture that is sent in several sizes: all that is sent, and the frames of the size that had most. */
export class LayeredSample {
  #framesSent = 0;
  readonly #before: number[] = [];

  constructor(private readonly layers: readonly VideoLayer[]) {}

  /** Undefined without video. */
  take(now: number): OutboundSample | undefined {
    const samples = this.layers.map(({ sender }) => sender.sample(now));
    const top = samples.at(-1);
    if (!top || samples.length === 1) return top;
    const fresh = samples.map(({ framesSent = 0 }, index) => framesSent - (this.#before[index] ?? 0));
    for (const [index, { framesSent = 0 }] of samples.entries()) this.#before[index] = framesSent;
    this.#framesSent += Math.max(...fresh);
    const sum = (field: 'bytesSent' | 'packetsSent') => samples.reduce((total, sample) => total + sample[field], 0);
    const measured = samples.find(({ roundTripTime }) => roundTripTime !== undefined);
    return {
      ...top,
      bytesSent: sum('bytesSent'),
      packetsSent: sum('packetsSent'),
      framesSent: this.#framesSent,
      framesEncoded: this.#framesSent,
      ...(measured?.roundTripTime !== undefined && { roundTripTime: measured.roundTripTime }),
    };
  }
}
