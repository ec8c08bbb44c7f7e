import assert from 'node:assert/strict';
import { test } from 'node:test';
import { progressLine } from '../../../reporters/console/progress-line.js';
import { liveState } from '../../../reporters/live/live-state.js';
import type { Progress } from '../../../src/model/progress.js';

const lineOf = (...progresses: Progress[]) => progressLine(liveState(progresses)!);

const one: Progress = {
  key: 'rooms.spec.ts › rooms of 7',
  scenario: 'rooms of 7',
  generator: 1,
  generators: 2,
  step: 3,
  steps: 5,
  phase: 'holding',
  sessions: 2,
  participants: 14,
  mediaConnections: 98,
  framesPerSecond: 29.94,
  loss: 0.001,
  flowingStreams: 168,
  expectedStreams: 168,
  quality: {},
  health: {},
  thresholds: [],
};
const two: Progress = {
  ...one,
  generator: 2,
  phase: 'settling',
  sessions: 1,
  participants: 7,
  mediaConnections: 49,
  framesPerSecond: 27.5,
  loss: 0.02,
  flowingStreams: 83,
  expectedStreams: 84,
};

test('loads add up, and the worst frame rate and loss stand for all', () => {
  const line = lineOf(one, two).replaceAll('\u00a0', ' ');
  assert.equal(
    line,
    'rooms of 7 · step 3/5 settling · 3 sessions · 21 participants · 147 media connections · 27.5 fps · 2.0 % loss · 251/252 streams',
  );
});

test('the generator that is least far says the step', () => {
  assert.match(lineOf({ ...one, step: 4, phase: 'joining' }, two), /step 3\/5 settling/);
});

test('before media flows there is no frame rate and no loss', () => {
  const { framesPerSecond, loss, ...early } = one;
  assert.match(lineOf(early), / no video yet · 168\/168 streams$/);
});

test('nothing yet is no state', () => {
  assert.equal(liveState([]), undefined);
});
