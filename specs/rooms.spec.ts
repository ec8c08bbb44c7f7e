import { loadTest, nToN, staircase } from 'playwright-openvidu';
import { good } from './good-quality.js';

for (const size of [2, 4, 7])
  loadTest(`rooms of ${size}`, {
    topology: nToN(size),
    load: staircase({ sessions: { from: 1, to: 2, step: 1 }, hold: '15s' }),
    participants: { browser: { count: 1 }, native: 'rest' },
    thresholds: good,
    tag: '@rooms',
  });
