import type { JoinOptions } from '../participant.js';
import { loadAudioClip } from './clips/audio-clip.js';
import { ClipLadder } from './clips/clip-ladder.js';
import { AudioSender } from './send/audio-sender.js';
import { ClipChoice } from './send/clip-choice.js';
import { FrameNumbers } from './send/frame-numbers.js';
import type { PublishedMedia } from './send/publisher.js';
import type { SendMeter } from './send/send-meter.js';
import { type FrameMarks, VideoSender } from './send/video-sender.js';
import type { SeededRandom } from './timing/random.js';

/** What decides what a participant sends. */
export type PublishOptions = Pick<JoinOptions, 'role' | 'media' | 'groundTruth'>;

/** Senders of what a participant's role publishes; undefined if that is nothing. */
export async function loadMedia(
  options: PublishOptions,
  random: SeededRandom,
  meter: SendMeter,
): Promise<PublishedMedia | undefined> {
  const { role, media } = options;
  if (!role.publishes.audio && !role.publishes.video) return undefined;
  const ladder = role.publishes.video ? await ClipLadder.load(media.video, media.videoCodec) : undefined;
  return {
    ...(role.publishes.audio && { audio: new AudioSender(await loadAudioClip(), random, meter) }),
    ...(ladder && { video: new VideoSender(new ClipChoice(ladder, media.adapt), random, meter, marksOf(options)) }),
  };
}

/** What is to stand behind the participant's frames, in all layers alike; undefined: nothing. */
export function marksOf({ role, groundTruth = true }: PublishOptions): FrameMarks | undefined {
  return groundTruth ? { publisher: role.index, numbers: new FrameNumbers() } : undefined;
}
