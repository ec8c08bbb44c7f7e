// The end of what `node scripts/test.mjs` prints: where the time went, what was skipped, what failed beside others and passed alone, and
// what failed, with its reason.
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
    ...results.flatMap(skipped),
    ...results.flatMap(({ besideOthers }) =>
      besideOthers ? failures(besideOthers, '↻', ' (beside other files)') : [],
    ),
    ...results.filter(hasFailed).flatMap((result) => failures(result, '✖', '')),
  ].join('\n');
}

function skipped({ job, tests }) {
  const found = tests.filter(({ outcome }) => outcome === 'skipped');
  return found.map(({ name, file }) => `﹣ ${fileOf(file, job)} › ${name} (skipped)`);
}

function failures({ job, tests, trouble, waitedShare }, mark, where) {
  const ended = trouble === undefined ? [] : [`${mark} ${job.title} ${trouble}${where}`];
  const found = tests.filter(({ outcome }) => outcome === 'failed');
  const each = found.flatMap(({ name, file, message = '' }) => [
    `${mark} ${fileOf(file, job)} › ${name}${where}`,
    ...message.split('\n').map((line) => `     ${line}`.trimEnd()),
  ]);
  if (waitedShare === undefined) return [...ended, ...each];
  const waited = `   In ${Math.round(waitedShare * 100)} % of its time something waited for a processor.`;
  return [...ended, ...each, waited];
}

/** Files of unit tests share a process, and its title says little. */
function fileOf(file, { title, files }) {
  return files.length === 1 ? title : (files.find((one) => file?.endsWith(one)) ?? title);
}

const minutes = (seconds) => `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
