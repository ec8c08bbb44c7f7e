import { capacityTest, expect, nToN, test } from 'playwright-openvidu';

capacityTest('how many rooms of 3?', {
  topology: nToN(3),
  upTo: { sessions: 2 },
  participants: { browser: 1, native: 'rest' },
  thresholds: {
    joinTime: ['p95 < 3000'],
    'video.framesPerSecond': ['p5 >= 24'],
    'video.residualLoss': ['p95 < 0.02'],
  },
  atLeast: { mediaConnections: 18 },
});

test('a viewer sees the speaker', async ({ openvidu, join }) => {
  const session = await openvidu.createSession();
  const speaker = await join(await session.createToken(), { kind: 'browser', publish: true });
  const viewer = await join(await session.createToken());
  await expect(viewer).toReceiveVideoFrom(speaker, { minFramesPerSecond: 24, within: '15s' });
});
