// A reporter of Node's test runner that tells scripts/test.mjs what became of each test: one JSON object a line.
import { inspect } from 'node:util';

/** What a command printed may be the message: its beginning tells little, its end most. */
const shown = { first: 400, last: 1600 };

export default async function* outcomes(events) {
  const names = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') names[data.nesting] = data.name;
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const failed = type === 'test:fail' && data.todo === undefined;
    const outcome = failed ? 'failed' : data.skip !== undefined ? 'skipped' : 'passed';
    // A suite passes or fails with its tests, unless it fails by itself, as with a hook.
    const byItself = outcome === 'skipped' || (failed && data.details.error?.failureType !== 'subtestsFailed');
    if (data.details.type === 'suite' && !byItself) continue;
    const name = [...names.slice(0, data.nesting), data.name].join(' › ');
    const { error } = data.details;
    const message = failed && error ? shortened(inspect(error.cause ?? error)) : undefined;
    yield `${JSON.stringify({ outcome, name, file: data.file, message })}\n`;
  }
}

const shortened = (text) =>
  text.length <= shown.first + shown.last ? text : `${text.slice(0, shown.first)}\n[…]\n${text.slice(-shown.last)}`;
