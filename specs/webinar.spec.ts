import { loadTest, nToM, staircase } from 'playwright-openvidu';
import { good } from './good-quality.js';

loadTest('webinar: 2 speakers, 20 viewers', {
  topology: nToM({ publishers: 2, subscribers: 20 }),
  load: staircase({ sessions: { from: 1, to: 2, step: 1 }, hold: '15s' }),
  participants: { browser: { count: 1 }, native: 'rest' },
  thresholds: good,
  tag: '@webinar',
});
