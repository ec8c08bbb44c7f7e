import { compareLuma } from '../picture/compare-luma.js';
import { crc16 } from '../picture/crc-16.js';
import { stampCodec } from '../picture/stamp.js';
import { testPicture } from '../picture/test-picture.js';
import { frameJudge } from './page/frame-judge.js';
import { frameTrailers } from './page/frame-trailers.js';
import { type GroundTruthOptions, installGroundTruth } from './page/ground-truth.js';
import { groundTruthWorker } from './page/ground-truth-worker.js';
import { toneJudge } from './page/tone-judge.js';
import { pageSource, withNames } from './page-source.js';

/** Hz, in even and in odd seconds; both fit whole into the 10 ms that sound comes in. */
const tones = [600, 1200] as const;

/** The source text that gives a page its ground truth. */
export function groundTruthSource(): string {
  const parts = { crc16, stampCodec, testPicture, compareLuma, frameJudge, frameTrailers, toneJudge };
  const sources = Object.entries(parts).map(([name, part]) => `${name}: ${part}`);
  const workerSource = withNames(`(${groundTruthWorker})({ ${sources.join(', ')}, tones: ${JSON.stringify(tones)} })`);
  return pageSource<GroundTruthOptions, void>(installGroundTruth, { workerSource, tones });
}
