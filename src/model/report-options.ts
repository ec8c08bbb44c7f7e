import path from 'node:path';
import { z } from 'zod';
import { LoadError, withoutStack } from './errors.js';
import { show } from './show.js';

/** How a run shows in the terminal that it goes on. */
export const progressForms = ['auto', 'lines', 'off'] as const;
export type ProgressForm = (typeof progressForms)[number];

const file = (example: string) =>
  z
    .string()
    .refine((given) => given.trim() !== '' && !given.includes('\0'))
    .optional()
    .meta({ expected: `a path such as '${example}'` });
const yesOrNo = z.boolean().optional().meta({ expected: 'true or false' });

const fields = {
  folder: file('load-report'),
  junit: file('junit.xml'),
  csv: file('curve.csv'),
  openMetrics: file('metrics.txt'),
  github: yesOrNo,
  alone: yesOrNo,
  progress: z
    .enum(progressForms)
    .optional()
    .meta({ expected: `one of ${progressForms.map((form) => `'${form}'`).join(', ')}` }),
} as const;

type Field = keyof typeof fields;
const names = Object.keys(fields) as Field[];
const extraFiles = ['junit', 'csv', 'openMetrics'] as const satisfies readonly Field[];
const ownFiles = ['index.html', 'verdict.json', 'summary.md'];

/**
 * Everything that is wrong with the options of a report, one sentence each.
 * @param at what the options are called where they are given; without it unknown ones pass, as a runner adds some of its own
 */
export function reportMistakes(given: unknown, at?: string): string[] {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return [`${at || 'report'} is ${show(given)}; expected options such as { folder: 'load-report' }.`];
  const options = given as Readonly<Record<string, unknown>>;
  const name = (key: string) => (at === undefined || at === '' ? key : `${at}.${key}`);
  const unknown = at === undefined ? [] : Object.keys(options).filter((key) => !Object.hasOwn(fields, key));
  const wrong = names.filter((key) => !fields[key].safeParse(options[key]).success);
  return [
    ...unknown.map((key) => `${name(key)} is unknown; expected ${names.join(', ')}.`),
    ...wrong.map((key) => `${name(key)} is ${show(options[key])}; expected ${fields[key].meta()?.expected}.`),
    ...extraFiles
      .filter((key) => options[key] !== undefined && !wrong.includes(key))
      .flatMap((key) => clashes(key, options, name)),
  ];
}

/** @throws LoadError `INVALID_CONFIG` if {@link reportMistakes} finds any */
export function checkReportOptions(given: unknown, at?: string): void {
  const mistakes = reportMistakes(given, at);
  if (mistakes.length === 0) return;
  const count = mistakes.length === 1 ? 'a mistake' : `${mistakes.length} mistakes`;
  throw withoutStack(new LoadError('INVALID_CONFIG', `The options of the report have ${count}: ${mistakes.join(' ')}`));
}

/** A file that would take the place of another. */
function clashes(key: Field, options: Readonly<Record<string, unknown>>, name: (key: string) => string): string[] {
  const at = (value: unknown) => path.normalize(String(value));
  const own = ownFiles.find((reserved) => at(options[key]) === reserved);
  if (own) return [`${name(key)} is ${show(options[key])}, which the report itself writes; give it another name.`];
  const twin = extraFiles
    .slice(0, extraFiles.indexOf(key as (typeof extraFiles)[number]))
    .find((other) => options[other] !== undefined && at(options[other]) === at(options[key]));
  return twin ? [`${name(key)} and ${name(twin)} are the same file; give each its own.`] : [];
}
