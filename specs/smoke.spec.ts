import { expect, test } from 'playwright-openvidu';

test('a browser and a native participant see and hear each other', { tag: '@smoke' }, async ({ openvidu, join }) => {
  const session = await openvidu.createSession();
  const browser = await join(await session.createToken(), { kind: 'browser', publish: true });
  const native = await join(await session.createToken(), { kind: 'native', publish: true });

  await expect(native).toReceiveVideoFrom(browser, { minFramesPerSecond: 20, within: '20s' });
  await expect(browser).toReceiveVideoFrom(native, { minFramesPerSecond: 20, within: '20s' });
  await expect(native).toReceiveAudioFrom(browser);
  await expect(browser).toReceiveAudioFrom(native);
});

test('everyone sees the teacher', { tag: '@smoke' }, async ({ openvidu, join }) => {
  const session = await openvidu.createSession();
  const teacher = await join(await session.createToken({ role: 'PUBLISHER' }), { publish: true });
  const first = await join(await session.createToken({ role: 'SUBSCRIBER' }));
  const second = await join(await session.createToken({ role: 'SUBSCRIBER' }));

  await expect([teacher, first, second]).toHaveAllStreamsFlowing();
  await expect(first).not.toReceiveVideoFrom(second, { within: '1s' });
});
