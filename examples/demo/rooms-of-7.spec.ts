import { capacityTest, nToN } from 'playwright-openvidu';

// Small video without audio keeps the participants light, so that two cores carry them and the server.
capacityTest('how many rooms of 7?', {
  topology: nToN(7, { only: 'video' }),
  upTo: { sessions: 10 },
  participants: { browser: { count: 1 }, native: 'rest' },
  media: { video: '180p' },
  hold: '15s',
  settle: '5s',
  thresholds: {
    joinTime: ['p95 < 3000'],
    'video.framesPerSecond': ['p5 >= 24'],
    'video.residualLoss': ['p95 < 0.02'],
  },
});
