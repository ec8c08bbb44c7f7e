import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireForwarded } from '../../../src/model/media-support.js';
import type { ResolvedMedia } from '../../../src/model/scenario.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';

const plain = { video: '180p', videoCodec: 'vp8', framesPerSecond: 30, adapt: 'off' } as const;

test('H264 and simulcast are for OpenVidu 3: elsewhere they are refused in one sentence', () => {
  requireForwarded({ ...plain, videoCodec: 'h264', simulcast: true }, 'openvidu3');
  requireForwarded({ ...plain, simulcast: false }, 'openvidu2');
  const refusal = (media: Partial<ResolvedMedia>, words: string) =>
    assert.throws(() => requireForwarded({ ...plain, ...media }, 'openvidu2'), {
      code: 'INVALID_SCENARIO',
      message: new RegExp(`^${words} is for OpenVidu 3 only, .*; leave it out\\.$`),
    });
  refusal({ videoCodec: 'h264' }, "media\\.videoCodec: 'h264'");
  refusal({ simulcast: true }, 'media\\.simulcast: true');
  refusal({ videoCodec: 'h264', simulcast: true }, "media\\.videoCodec: 'h264' and media\\.simulcast: true");
});

test('a factory for OpenVidu 2 refuses H264 before anybody joins', async () => {
  const joining = createNativeFactory().join({
    token: '',
    role: { index: 0, publishes: { audio: false, video: true }, receivesFrom: [] },
    media: { video: '180p', videoCodec: 'h264', framesPerSecond: 30, adapt: 'off' },
    scheduledAt: Date.now(),
    joinTimeoutMs: 100,
    seed: 1,
    ignoreHTTPSErrors: false,
  });
  await assert.rejects(joining, { code: 'INVALID_SCENARIO' });
});
