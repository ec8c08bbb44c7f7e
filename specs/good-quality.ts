import { thresholds } from 'playwright-openvidu';

/** What every shipped scenario asks of a deployment. */
export const good = thresholds({
  joinTime: ['p95 < 3000'],
  'video.framesPerSecond': ['p5 >= 24'],
  'video.residualLoss': ['p95 < 0.02'],
  'audio.residualLoss': ['p95 < 0.02'],
});
