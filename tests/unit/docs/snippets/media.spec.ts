import { expect, test } from 'playwright-openvidu';

// #region fixtures
test('a pupil sees the teacher and not the other way round', async ({ openvidu, join }) => {
  const session = await openvidu.createSession();
  const teacher = await join(await session.createToken({ role: 'PUBLISHER' }), { kind: 'browser', publish: true });
  const pupil = await join(await session.createToken({ role: 'SUBSCRIBER' }));

  await expect(pupil).toReceiveVideoFrom(teacher, { minFramesPerSecond: 24, within: '15s' });
  await expect(pupil).toReceiveAudioFrom(teacher);
  await expect(teacher).not.toReceiveVideoFrom(pupil, { within: '2s' });
  await expect([teacher, pupil]).toHaveAllStreamsFlowing();
  await expect(pupil).toHaveLatencyBelow(400, { from: teacher });
  await expect(pupil).toHaveNoFreezes({ over: '5s' });
  await expect(pupil).toMeet({ 'video.framesPerSecond': ['p5 >= 24'], 'video.residualLoss': ['max < 0.02'] });

  expect(pupil.times.joinTime).toBeLessThan(3000);
  await pupil.leave();
});
// #endregion
