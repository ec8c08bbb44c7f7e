import assert from 'node:assert/strict';
import { test } from 'node:test';
import { liveText } from '../../../../reporters/live/metrics.js';
import { LiveProgress } from '../../../../reporters/live-progress.js';
import type { Progress } from '../../../../src/model/progress.js';

const progress = (key: string, participants: number): Progress => ({
  key,
  scenario: 'rooms',
  generator: 1,
  generators: 1,
  step: 1,
  steps: 1,
  phase: 'holding',
  sessions: 1,
  participants,
  mediaConnections: 4,
  flowingStreams: 4,
  expectedStreams: 4,
  quality: {},
  health: {},
  thresholds: [],
});

const unseen = { show: () => {}, hide: () => {}, close: () => {} };

test('scenarios of one title in two projects are told apart, and end each for itself', () => {
  const live = new LiveProgress(() => unseen);
  live.expect(['one', 'other'].map((project) => ({ key: `${project} › rooms`, title: 'rooms' })));
  live.take(progress('one › rooms', 2));
  live.take(progress('other › rooms', 3));
  const text = liveText('run-1', live.scenarios);
  assert.match(text, /^openvidu_load_participants\{scenario="rooms"\} 2$/m);
  assert.match(text, /^openvidu_load_participants\{scenario="rooms \(2\)"\} 3$/m);
  live.over('one › rooms', 1);
  assert.deepEqual(
    live.views.map(({ state, place }) => [state.scenario, place.number, place.of]),
    [['rooms (2)', 2, 2]],
  );
});

test('the screen is shown while a scenario runs, and what comes late does not bring it back', () => {
  const told: string[] = [];
  const live = new LiveProgress(() => ({
    show: () => told.push('show'),
    hide: () => told.push('hide'),
    close: () => told.push('close'),
  }));
  live.expect([{ key: 'rooms', title: 'rooms' }]);
  live.take(progress('rooms', 2));
  live.over('rooms', 1);
  live.take(progress('rooms', 2));
  assert.deepEqual(live.views, []);
  live.stop();
  assert.deepEqual(told, ['show', 'hide', 'close']);
});
