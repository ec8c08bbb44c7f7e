import { test as base, expect as baseExpect, mergeExpects, mergeTests } from '@playwright/test';
import { capacityTest, expect, loadTest, nToN, staircase, test } from '../../index.js';

/** Checked by the compiler only: the fixtures and matchers keep their types, also when merged with others. */
const ours = mergeTests(
  test,
  base.extend<{ greeting: string }>({
    greeting: async ({}, use) => use('hello'),
  }),
);
const both = mergeExpects(
  expect,
  baseExpect.extend({ toBeOdd: (received: number) => ({ pass: received % 2 === 1, message: () => '' }) }),
);

ours('merged', async ({ openvidu, join, greeting, page }) => {
  const session = await openvidu.createSession(greeting);
  const teacher = await join(await session.createToken({ role: 'PUBLISHER' }), {
    kind: 'browser',
    publish: { audio: true },
  });
  const pupil = await join(await session.createToken(), { kind: 'native' });
  await both(pupil).toReceiveVideoFrom(teacher, { minFramesPerSecond: 24, within: '5s' });
  await both([pupil, teacher]).not.toHaveAllStreamsFlowing();
  await both.soft(pupil).toReceiveAudioFrom(teacher);
  await both(pupil).toHaveLatencyBelow(300, { from: teacher, over: '3s' });
  await both(pupil).not.toHaveNoFreezes();
  await both([pupil, teacher]).toMeet({ 'video.framesPerSecond': ['p5 >= 24'] }, { within: '5s' });
  // @ts-expect-error no such metric
  await both(pupil).toMeet({ 'video.smell': ['p5 >= 24'] });
  both(1).toBeOdd();
  await both(page).toHaveTitle('');
  // @ts-expect-error a participant is received from, not a number
  await both(pupil).toReceiveVideoFrom(1);
  // @ts-expect-error there is no such kind of participant
  await join('token', { kind: 'robot' });
  // @ts-expect-error a duration has a unit
  await both(pupil).toReceiveAudioFrom(teacher, { within: '5' });
});

loadTest.only('tags', { topology: nToN(2), load: staircase({ sessions: { from: 1, to: 2 } }), tag: ['@a', '@b'] });
capacityTest.skip('limits', { topology: nToN(2), upTo: { sessions: 3 }, atLeast: { mediaConnections: 4 } });
// @ts-expect-error a load test needs a load
loadTest('no load', { topology: nToN(2) });
// @ts-expect-error a capacity test needs an end
capacityTest('no end', { topology: nToN(2) });
