import assert from 'node:assert/strict';

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const name = '[a-zA-Z_][a-zA-Z0-9_]*';
const value = '"(?:[^"\\\\\\n]|\\\\[\\\\"n])*"';
const sample = new RegExp(
  `^(${name})(?:\\{((?:${name}=${value})(?:,${name}=${value})*)?\\})? (-?[0-9.]+(?:e[+-]?[0-9]+)?)$`,
);

/**
 * Parses gauges by the grammar of OpenMetrics 1.0 and its rules: families whole and once, with metadata before samples, a unit at the end
 * of its name, each set of labels once, `# EOF` last. @throws AssertionError
 */
export function parseOpenMetrics(text: string): Sample[] {
  assert.ok(text.endsWith('\n# EOF\n'), 'the end is missing');
  const samples: Sample[] = [];
  const families = new Set<string>();
  const seen = new Set<string>();
  let family = '';
  for (const line of text.slice(0, -'# EOF\n'.length).trimEnd().split('\n')) {
    const [, kind, of = '', rest = ''] = /^# (TYPE|UNIT|HELP) (\S+) (.*)$/.exec(line) ?? [];
    if (kind === 'TYPE') {
      assert.ok(!families.has(of), `${of} comes twice`);
      assert.equal(rest, 'gauge');
      families.add(of);
      family = of;
    } else if (kind) {
      assert.equal(of, family);
      if (kind === 'UNIT') assert.ok(of.endsWith(`_${rest}`), line);
      if (kind === 'HELP') assert.match(rest, /^(?:[^\\"]|\\[\\"n])*$/);
    } else {
      const parts = sample.exec(line);
      assert.ok(parts, line.slice(0, 400));
      assert.equal(parts[1], family);
      assert.ok(!seen.has(`${parts[1]}{${parts[2]}}`), `${line} comes twice`);
      seen.add(`${parts[1]}{${parts[2]}}`);
      samples.push({ name: family, labels: labelsOf(parts[2] ?? ''), value: Number(parts[3]) });
    }
  }
  return samples;
}

const labelsOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(new RegExp(`(${name})=(${value})`, 'g'))].map(([, key, quoted]) => [
      key!,
      JSON.parse(quoted!) as string,
    ]),
  );
