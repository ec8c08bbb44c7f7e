import { performance } from 'node:perf_hooks';
import { InboundAudio } from '../../src/participants/native/receive/inbound-audio.js';
import { InboundVideo } from '../../src/participants/native/receive/inbound-video.js';
import { frameTrailerBytes, writeFrameTrailer } from '../../src/wire/frame-trailer.js';
import { writeRtpHeader } from '../../src/wire/rtp.js';
import { writeVp8Descriptor } from '../../src/wire/vp8-descriptor.js';

const frames = 2_000;
const framesPerSecond = 30;
const rounds = 200;

/**
 * Milliseconds of CPU per second that a native participant spends on measuring: a sample of each stream every second, and
 * the trailers of the frames that it sends and receives. The rest of its receiving is owed to the server anyway.
 */
export function samplingMsPerSecond(receivedPairs: number): number {
  const [plain, stamped] = [streamOf(undefined), streamOf({ publisher: 1, sequence: 0, sentAt: Date.now() })];
  const receive = (packets: readonly Buffer[]) => {
    const video = new InboundVideo(1, 0, () => undefined);
    for (const [index, packet] of packets.entries()) video.onRtp(packet, (index >> 1) * (1000 / framesPerSecond));
    return video;
  };
  const readingMs = (least(() => receive(stamped)) - least(() => receive(plain))) / frames;
  const room = Buffer.alloc(frameTrailerBytes);
  const writing = { publisher: 1, sequence: 0, sentAt: Date.now() };
  const writingMs = least(() => repeat(frames, () => writeFrameTrailer(room, 0, writing))) / frames;
  const video = receive(stamped);
  const audio = new InboundAudio(1, () => undefined);
  const samplingMs = least(() => repeat(frames, () => [video.sample(0, 1), audio.sample(0, 1)])) / frames;
  return framesPerSecond * (readingMs * receivedPairs + writingMs) + samplingMs * (receivedPairs + 1);
}

/** Two packets per frame. */
function streamOf(trailer: Parameters<typeof writeFrameTrailer>[2] | undefined): Buffer[] {
  return Array.from({ length: 2 * frames }, (_, index) => {
    const [frame, isLast] = [index >> 1, index % 2 === 1];
    const packet = Buffer.alloc(1000);
    const header = { payloadType: 96, marker: isLast, sequenceNumber: index & 0xffff, ssrc: 1 };
    writeRtpHeader(packet, { ...header, timestamp: (frame * 3000) >>> 0 });
    writeVp8Descriptor(packet, 12, !isLast, frame);
    if (frame % 60 !== 0) packet[16] = 1;
    if (trailer && isLast)
      writeFrameTrailer(packet, packet.length - frameTrailerBytes, { ...trailer, sequence: frame });
    return packet;
  });
}

function repeat(times: number, action: () => unknown): void {
  for (let time = 0; time < times; time++) action();
}

/** The least of many short durations, in ms: other processes only add. */
function least(action: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const before = performance.now();
    action();
    best = Math.min(best, performance.now() - before);
  }
  return best;
}
