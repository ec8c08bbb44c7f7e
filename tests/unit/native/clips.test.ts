import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { test } from 'node:test';
import { clipNames } from '../../../src/model/scenario.js';
import { parseAnnexB } from '../../../src/participants/native/clips/annex-b.js';
import { loadAudioClip } from '../../../src/participants/native/clips/audio-clip.js';
import { parseIvf } from '../../../src/participants/native/clips/ivf.js';
import { parseOggOpus } from '../../../src/participants/native/clips/ogg-opus.js';
import { loadVideoClip } from '../../../src/participants/native/clips/video-clip.js';
import { frameTrailerBytes } from '../../../src/wire/frame-trailer.js';
import { nalTypeOf } from '../../../src/wire/h264.js';
import { parseRtp } from '../../../src/wire/rtp.js';
import { isVp8KeyFrame, vp8FrameSize } from '../../../src/wire/vp8.js';

const media = new URL('../../../media/', import.meta.url);

const expected = {
  '180p': { width: 320, height: 180, minKbps: 130, maxKbps: 170 },
  '360p': { width: 640, height: 360, minKbps: 370, maxKbps: 430 },
  '540x360': { width: 540, height: 360, minKbps: 450, maxKbps: 485 },
  '480p': { width: 640, height: 480, minKbps: 500, maxKbps: 610 },
  '720p': { width: 1280, height: 720, minKbps: 880, maxKbps: 980 },
} as const;

for (const name of clipNames)
  test(`clip ${name} is what its name says, at 30 fps and below OpenVidu's default limit`, async () => {
    const { frames, framesPerSecond } = parseIvf(readFileSync(new URL(`${name}.ivf`, media)), name);
    assert.equal(framesPerSecond, 30);
    assert.equal(frames.length, 225);
    const { width, height, minKbps, maxKbps } = expected[name];
    for (const frame of frames.filter(isVp8KeyFrame)) assert.deepEqual(vp8FrameSize(frame), { width, height });
    const { bitsPerSecond } = await loadVideoClip(name);
    assert.ok(bitsPerSecond / 1000 >= minKbps && bitsPerSecond / 1000 <= maxKbps, `${bitsPerSecond} bit/s`);
  });

for (const name of clipNames)
  test(`every frame of clip ${name} is shown, and a key frame is never more than 3 s away`, () => {
    const { frames } = parseIvf(readFileSync(new URL(`${name}.ivf`, media)), name);
    const invisible = frames.filter((frame) => (frame[0]! & 0x10) === 0);
    assert.equal(invisible.length, 0);
    const keyFrames = frames.flatMap((frame, index) => (isVp8KeyFrame(frame) ? [index] : []));
    assert.equal(keyFrames[0], 0);
    const distances = keyFrames.map((index, order) => (keyFrames[order + 1] ?? frames.length) - index);
    assert.ok(Math.max(...distances) <= 90, `${distances}`);
    assert.ok(Math.min(...distances) >= 45, `${distances}`);
    assert.equal(new Set(distances).size, distances.length, 'publishers in step would stay in step');
  });

test('the reference clip sends about 60 packets a second, none larger than 1200 bytes', async () => {
  const { frames, framesPerSecond } = await loadVideoClip('540x360');
  const packets = frames.flatMap((frame) => frame.packets);
  const packetsPerSecond = (packets.length / frames.length) * framesPerSecond;
  assert.ok(Math.abs(packetsPerSecond - 60) < 2, `${packetsPerSecond}`);
  assert.ok(Math.max(...packets.map((packet) => packet.length)) <= 1200);
});

test('a packetized frame holds the frame and room for its trailer, with the marker on its last packet only', async () => {
  const clip = await loadVideoClip('720p');
  const { frames } = parseIvf(readFileSync(new URL('720p.ivf', media)), '720p');
  const [first] = clip.frames;
  const payloads = first!.packets.map((packet) => packet.subarray(12 + 4));
  assert.deepEqual(Buffer.concat(payloads), Buffer.concat([frames[0]!, Buffer.alloc(frameTrailerBytes)]));
  for (const { packets } of clip.frames) assert.ok(packets.at(-1)!.length > 12 + 4 + frameTrailerBytes);
  const markers = first!.packets.map((packet) => parseRtp(packet)!.marker);
  assert.deepEqual(markers, [...markers.slice(1).map(() => false), true]);
  assert.equal(parseRtp(first!.packets[0]!)!.payloadType, 96);
});

for (const name of clipNames)
  test(`the H264 clip ${name} is like the one of VP8, with parameter sets before each key frame`, async () => {
    const { width, height, frames } = parseAnnexB(readFileSync(new URL(`${name}.h264`, media)), name);
    const { maxKbps, minKbps, ...size } = expected[name];
    assert.deepEqual({ width, height }, size);
    assert.equal(frames.length, 132);
    const types = (index: number) => frames[index]!.units.map((unit) => nalTypeOf(unit[0]!));
    const clip = await loadVideoClip(name, 'h264');
    assert.deepEqual(clip.keyFrames, [0, 51]);
    for (const index of clip.keyFrames) assert.deepEqual(types(index), [7, 8, 5]);
    assert.deepEqual(types(1), [1], 'one slice, no B-frame before it');
    const kbps = clip.bitsPerSecond / 1000;
    assert.ok(kbps >= minKbps && kbps <= maxKbps * 1.1, `${kbps}`);
    const packets = clip.frames.flatMap((frame) => frame.packets);
    assert.ok(Math.max(...packets.map((packet) => packet.length)) <= 1200);
    assert.ok(packets.every((packet) => parseRtp(packet)!.payloadType === 106));
    assert.ok(clip.frames.every((frame) => parseRtp(frame.packets.at(-1)!)!.marker));
  });

test('clips are read once per process', async () => {
  assert.equal(await loadVideoClip('180p'), await loadVideoClip('180p'));
  assert.equal(await loadAudioClip(), await loadAudioClip());
});

test('the sound is Opus packets of 20 ms at about 32 kbps', async () => {
  const packets = parseOggOpus(readFileSync(new URL('voice.opus', media)), 'voice.opus');
  // Six seconds and the encoder's look-ahead.
  assert.ok(packets.length >= 300 && packets.length <= 302, `${packets.length}`);
  // Configuration 0…31 in the first five bits: 1, 5, 9, 13, 15, 19, 23, 27, 31 are the ones of 20 ms.
  for (const packet of packets) assert.ok([1, 5, 9, 13, 15, 19, 23, 27, 31].includes(packet[0]! >> 3));
  const kbps = (packets.reduce((sum, packet) => sum + packet.length, 0) * 8 * 50) / packets.length / 1000;
  assert.ok(Math.abs(kbps - 32) < 2, `${kbps}`);
  assert.equal((await loadAudioClip()).length, packets.length);
});

test('all media together stay under 4 MB', () => {
  const bytes = readdirSync(media).reduce((sum, file) => sum + statSync(new URL(file, media)).size, 0);
  assert.ok(bytes < 4_000_000, `${bytes}`);
});

test('files of another kind and cut files are refused with their name and a cure', () => {
  const good = readFileSync(new URL('180p.ivf', media));
  const refuses = (bytes: Buffer, words: RegExp) =>
    assert.throws(() => parseIvf(bytes, 'mine'), { name: 'LoadError', code: 'INVALID_CONFIG', message: words });
  refuses(Buffer.from('not a clip'), /clip mine .* does not start as an IVF file does.*make-clips\.sh/);
  refuses(good.subarray(0, 5000), /cut off/);
  refuses(good.subarray(0, 32), /holds no frame/);
  const vp9 = Buffer.from(good);
  vp9.write('VP90', 8, 'latin1');
  refuses(vp9, /codec is "VP90"/);
  assert.throws(() => parseAnnexB(Buffer.from('not a clip'), 'mine'), { message: /no picture size.*make-clips\.sh/ });
  assert.throws(() => parseOggOpus(Buffer.from('no sound at all, no Ogg page'), 'mine'), { code: 'INVALID_CONFIG' });
  const sound = readFileSync(new URL('voice.opus', media));
  assert.throws(() => parseOggOpus(sound.subarray(0, 9000), 'mine'), { code: 'INVALID_CONFIG' });
});
