import { benchJudging } from './judging.js';
import { benchMerging } from './merging.js';
import { benchNative } from './native.js';
import { benchReport } from './report.js';
import { publish } from './results-file.js';
import { benchSfu } from './sfu.js';

/** Runs every benchmark that needs nothing but this package. */
publish([
  ...(await benchSfu()),
  ...(await benchNative()),
  ...(await benchJudging()),
  ...(await benchReport()),
  ...(await benchMerging()),
]);
