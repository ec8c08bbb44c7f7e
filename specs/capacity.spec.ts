import { capacityTest, nToN } from 'playwright-openvidu';
import { good } from './good-quality.js';

capacityTest('how many rooms of 7?', {
  topology: nToN(7),
  upTo: { sessions: Number(process.env.MAX_SESSIONS ?? 30) },
  participants: { browser: { count: 1 }, native: 'rest' },
  thresholds: good,
  hold: '15s',
  tag: '@capacity',
});
