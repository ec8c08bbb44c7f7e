import { loadTest, staircase, teaching } from 'playwright-openvidu';
import { good } from './good-quality.js';

loadTest('teaching: 1 teacher, 10 students who may speak', {
  topology: teaching({ teachers: 1, students: 10 }),
  load: staircase({ sessions: { from: 1, to: 2, step: 1 }, hold: '15s' }),
  participants: { browser: { count: 1 }, native: 'rest' },
  thresholds: good,
  tag: '@teaching',
});
