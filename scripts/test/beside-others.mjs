// What failed while other files ran is run once more alone: docs/decisions/0024-judged-alone.md.
import { hasFailed } from './summary.mjs';

/** More than that is no disturbance. */
const most = 5;

/** @param {readonly import('./run-job.mjs').Result[]} results of all jobs */
export function toRepeat(results) {
  const failed = results.filter(hasFailed);
  const alone = ({ job }) => results.length === 1 || job.group === 'alone' || job.files.length === 0;
  return failed.length > most ? [] : failed.filter((result) => !alone(result));
}
