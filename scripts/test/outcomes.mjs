// A reporter of Node's test runner that tells scripts/test.mjs what became of each test: one JSON object a line.
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
    yield `${JSON.stringify({ outcome, name, file: data.file })}\n`;
  }
}
