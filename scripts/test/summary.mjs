// The end of what `node scripts/test.mjs` prints: what failed, what was skipped, and where the time went.
const slowestShown = 10;

/** @param {import('./run-job.mjs').Result} result */
export const hasFailed = ({ trouble, tests }) =>
  trouble !== undefined || tests.some(({ outcome }) => outcome === 'failed');

/**
 * @param {readonly import('./run-job.mjs').Result[]} results
 * @param {number} seconds from start to end
 */
export function summary(results, seconds) {
  const tests = results.flatMap((result) => result.tests);
  const count = (wanted) => tests.filter(({ outcome }) => outcome === wanted).length;
  const each = results.reduce((sum, result) => sum + result.seconds, 0);
  const slowest = [...results].sort((a, b) => b.seconds - a.seconds).slice(0, slowestShown);
  const counts = ['passed', 'failed', 'skipped'].map((outcome) => `${count(outcome)} ${outcome}`).join(', ');
  return [
    '',
    `── ${counts} in ${minutes(seconds)}; one after the other they would take ${minutes(each)}`,
    ...(results.length === 1
      ? []
      : [`   slowest: ${slowest.map(({ job, seconds }) => `${job.title} ${Math.round(seconds)} s`).join(', ')}`]),
    ...results.flatMap((result) => lines(result, 'skipped')),
    ...results.filter(hasFailed).flatMap((result) => lines(result, 'failed')),
  ].join('\n');
}

function lines({ job, tests, trouble }, wanted) {
  const found = tests.filter(({ outcome }) => outcome === wanted);
  const ended = wanted === 'failed' && trouble !== undefined ? [`✖ ${job.title} ${trouble}`] : [];
  const mark = wanted === 'failed' ? '✖' : '﹣';
  return [
    ...ended,
    ...found.map(
      ({ name, file }) => `${mark} ${fileOf(file, job)} › ${name}${wanted === 'skipped' ? ' (skipped)' : ''}`,
    ),
  ];
}

/** Files of unit tests share a process, and its title says little. */
function fileOf(file, { title, files }) {
  return files.length === 1 ? title : (files.find((one) => file?.endsWith(one)) ?? title);
}

const minutes = (seconds) => `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
