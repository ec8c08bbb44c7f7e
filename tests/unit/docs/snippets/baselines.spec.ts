import { capacityTest, constant, loadTest, nToN } from 'playwright-openvidu';

// #region baseline
loadTest('rooms of 4, watched', {
  topology: nToN(4),
  load: constant({ sessions: 2 }),
  baseline: true,
});
// #endregion

// #region options
capacityTest('how many rooms of 4?', {
  topology: nToN(4),
  upTo: { sessions: 20 },
  thresholds: { 'video.framesPerSecond': ['p5 >= 24'] },
  baseline: {
    metrics: ['joinTime', 'p50 video.endToEndLatency', 'audio.residualLoss'],
    margin: { joinTime: 0.2, capacity: 0.15 },
    repeat: 5,
    across: ['platform.version'],
  },
});
// #endregion
