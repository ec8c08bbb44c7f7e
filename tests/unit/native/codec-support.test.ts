import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireForwarded } from '../../../src/model/codec-support.js';
import { createNativeFactory } from '../../../src/participants/native/index.js';

test('H264 is for OpenVidu 3: elsewhere it is refused in one sentence', () => {
  requireForwarded('h264', 'openvidu3');
  requireForwarded('vp8', 'openvidu2');
  assert.throws(() => requireForwarded('h264', 'openvidu2'), {
    code: 'INVALID_SCENARIO',
    message: /^media\.videoCodec: 'h264' is for OpenVidu 3 only, .*; leave it out\.$/,
  });
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
