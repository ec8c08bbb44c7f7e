import { z } from 'zod';
import { type BaselineFile, baselineSchema, baselineSchemaVersion } from '../../model/baseline.js';
import { LoadError } from '../../model/errors.js';

/**
 * Reads a baseline file.
 * @param name of the file, for the message
 * @throws LoadError `BASELINE_INVALID` that says what is wrong with it and what to do
 */
export function parseBaseline(text: string, name: string): BaselineFile {
  const refuse = (what: string, cause?: unknown) =>
    new LoadError('BASELINE_INVALID', `The baseline ${name} ${what}`, cause === undefined ? {} : { cause });
  const restore = 'Restore it from version control, or start it anew with --update-snapshots.';
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw refuse(`is not whole JSON: it was cut off, or has marks of a merge in it. ${restore}`, cause);
  }
  const version = (json as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (Number.isInteger(version) && (version as number) > baselineSchemaVersion)
    throw refuse(
      `has schema version ${version}, and this version of playwright-openvidu reads ${baselineSchemaVersion}. Update playwright-openvidu.`,
    );
  const parsed = baselineSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue, ...others] = parsed.error.issues;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  const where = issue?.path.length ? z.core.toDotPath(issue.path) : 'its top';
  throw refuse(`does not fit its schema (${where}: ${issue?.message ?? 'not valid'}${more}). ${restore}`);
}

/**
 * The text of a baseline file: the same for the same content. Keys are sorted and each run's step stands on one line, so that a run that
 * is added is a few added lines.
 */
export function baselineText({ schemaVersion, scenario, conditions, runs }: BaselineFile): string {
  const line = (value: unknown) => JSON.stringify(sortKeys(value));
  const runText = ({ steps, ...run }: BaselineFile['runs'][number]) => {
    const head = line(run).slice(1, -1);
    const rows = steps.map((step) => `        ${line(step)}`).join(',\n');
    return `    {\n      ${head},\n      "steps": [\n${rows}\n      ]\n    }`;
  };
  const block = JSON.stringify(sortKeys(conditions), null, 2).replaceAll('\n', '\n  ');
  return [
    '{',
    `  "schemaVersion": ${schemaVersion},`,
    `  "scenario": ${JSON.stringify(scenario)},`,
    `  "conditions": ${block},`,
    '  "runs": [',
    runs.map(runText).join(',\n'),
    '  ]',
    '}',
    '',
  ].join('\n');
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, of]) => [key, sortKeys(of)]));
}
