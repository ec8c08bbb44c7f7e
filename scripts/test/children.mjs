// Processes of jobs that run, none of which may outlive scripts/test.mjs. What they started in groups of its own they end themselves,
// for which SIGTERM gives them time.
const children = new Set();
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** @param {import('node:child_process').ChildProcess} child */
export function watch(child) {
  children.add(child);
  for (const event of ['exit', 'error']) child.once(event, () => children.delete(child));
}

/**
 * Asks it to end, and ends it if it is there after the grace period.
 * @param {import('node:child_process').ChildProcess} child
 * @param {number} graceSeconds
 * @returns {Promise<void>} settled once it has ended
 */
export async function end(child, graceSeconds) {
  if (!children.has(child)) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const timer = setTimeout(() => child.kill('SIGKILL'), graceSeconds * 1000);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(timer);
}

/** @param {number} graceSeconds */
export const endAll = (graceSeconds) => Promise.all([...children].map((child) => end(child, graceSeconds)));
