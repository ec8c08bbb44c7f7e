import type { RunModel, ScenarioModel } from '../collect/run-model.js';
import { answerText, reasonsOf } from '../format/answer.js';
import { type AnnotationLevel, annotation, mostAnnotations } from './workflow-command.js';

const levels = { passed: 'notice', failed: 'error', inconclusive: 'warning' } as const satisfies Record<
  ScenarioModel['verdict'],
  AnnotationLevel
>;
/** So many reasons stand in an annotation; the report has all. */
const mostReasons = 5;

interface Annotation {
  readonly level: AnnotationLevel;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * The run as workflow commands, one a line: an error per scenario that failed, a warning per inconclusive one, a notice with the answer of
 * each that passed, and an error per problem. Of a level that has more than GitHub shows, the last says how many are left out.
 */
export function githubAnnotations({ scenarios, problems }: RunModel): string {
  const all: Annotation[] = [
    ...problems.map((problem) => ({ level: 'error' as const, title: 'Load test', lines: [problem] })),
    ...scenarios.map(annotationOf),
  ];
  const lines = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    within(all.filter((one) => one.level === level)).map((one) => annotation(level, one.title, one.lines)),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function annotationOf(scenario: ScenarioModel): Annotation {
  const { title, verdict } = scenario;
  const reasons = verdict === 'passed' ? [] : reasonsOf(scenario).slice(0, mostReasons);
  return { level: levels[verdict], title: `${title}: ${verdict}`, lines: [answerText(scenario), ...reasons] };
}

function within(all: readonly Annotation[]): readonly Annotation[] {
  const [first] = all;
  if (!first || all.length <= mostAnnotations) return all;
  const rest = all.slice(mostAnnotations - 1);
  const names = rest.map(({ title }) => title).join('; ');
  return [
    ...all.slice(0, mostAnnotations - 1),
    { level: first.level, title: `and ${rest.length} more`, lines: [names] },
  ];
}
