import type { JoinOptions } from '../participant.js';
import { loadAudioClip } from './clips/audio-clip.js';
import { ClipLadder } from './clips/clip-ladder.js';
import { AudioSender } from './send/audio-sender.js';
import { ClipChoice } from './send/clip-choice.js';
import type { PublishedMedia } from './send/publisher.js';
import type { SendMeter } from './send/send-meter.js';
import { VideoSender } from './send/video-sender.js';
import type { SeededRandom } from './timing/random.js';

/** Senders of what a participant's role publishes; undefined if that is nothing. */
export async function loadMedia(
  { role, media }: Pick<JoinOptions, 'role' | 'media'>,
  random: SeededRandom,
  meter: SendMeter,
): Promise<PublishedMedia | undefined> {
  if (!role.publishes.audio && !role.publishes.video) return undefined;
  const ladder = role.publishes.video ? await ClipLadder.load(media.video, media.videoCodec) : undefined;
  return {
    ...(role.publishes.audio && { audio: new AudioSender(await loadAudioClip(), random, meter) }),
    ...(ladder && { video: new VideoSender(new ClipChoice(ladder, media.adapt), random, meter) }),
  };
}
