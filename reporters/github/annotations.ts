import type { RunModel, ScenarioModel } from '../collect/run-model.js';
import { answerText, reasonsOf } from '../format/answer.js';
import { type Annotation, type AnnotationLevel, annotationCommand, mostAnnotations } from './workflow-command.js';
import { placeInWorkspace } from './workspace.js';

/** So many reasons stand in an annotation; the report has all. */
const mostReasons = 5;

/**
 * The run as workflow commands, one a line, at the lines of the specs: an error per scenario that fails the run, a warning per inconclusive
 * one where the run tolerates them, a notice with the answer of each that passed, and an error per problem. Of a level that has more than
 * GitHub shows, the last says how many are left out.
 * @param workspace folder of the repository
 */
export function githubAnnotations({ scenarios, problems, tolerant }: RunModel, workspace: string): string {
  const levels: Readonly<Record<ScenarioModel['verdict'], AnnotationLevel>> = {
    passed: 'notice',
    failed: 'error',
    inconclusive: tolerant ? 'warning' : 'error',
  };
  const all: Annotation[] = [
    ...problems.map((problem) => ({ level: 'error' as const, title: 'Load test', lines: [problem] })),
    ...scenarios.map((scenario) => annotationOf(scenario, levels[scenario.verdict], workspace)),
  ];
  const lines = (['error', 'warning', 'notice'] as const).flatMap((level) =>
    within(all.filter((one) => one.level === level)).map(annotationCommand),
  );
  return lines.map((line) => `${line}\n`).join('');
}

function annotationOf(scenario: ScenarioModel, level: AnnotationLevel, workspace: string): Annotation {
  const { title, verdict, location } = scenario;
  const reasons = verdict === 'passed' ? [] : reasonsOf(scenario).slice(0, mostReasons);
  return {
    level,
    title: `${title}: ${verdict}`,
    lines: [answerText(scenario), ...reasons],
    place: location && placeInWorkspace(location, workspace),
  };
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
