import type { StreamFault } from '../../src/model/figures.js';
import type { RunModel, ScenarioModel } from '../collect/run-model.js';
import { answerText, reasonsOf, reasonsOfVerdict } from '../format/answer.js';
import { comparisonWords } from '../format/comparison.js';
import { faultText } from '../format/fault.js';
import { impairmentTexts } from '../format/impairments.js';
import { partialNotice } from '../format/partial-notice.js';
import { longestSentence, plainText, sentenceText } from '../format/plain-text.js';
import { platformNotice, platformText, stepNotices } from '../format/platform-notice.js';
import { sizingText } from '../format/sizing.js';
import { tellingSteps } from '../format/telling-steps.js';
import { counted, durationText, verdictMark } from '../format/words.js';
import { type Paint, verdictStyle } from './colours.js';
import { drawCurve } from './curve.js';
import { stepTable } from './table.js';
import { wrap } from './wrap.js';

const width = 80;
/** Faults named per scenario; the rest is in the files. */
const mostFaults = 6;
const mostReasons = 8;
/** So many streams of a kind does a reason name by itself. */
const namedInReasons = 3;

export interface ConsoleOptions {
  readonly paint: Paint;
  /** Files of the report, named at the end. */
  readonly files?: readonly string[];
}

/** The end report for the terminal: per scenario its verdict, table, curve, answer and reasons; then the whole. */
export function consoleReport(model: RunModel, { paint, files = [] }: ConsoleOptions): string {
  const notices = [platformNotice(model.run.platform), partialNotice(model.run), ...stepNotices(model)].filter(
    (notice) => notice !== null,
  );
  const lines = [
    '',
    ...model.scenarios.flatMap((scenario) => [...scenarioLines(scenario, paint), '']),
    ...notices.flatMap((notice) => [...wrap(notice, width).map((line) => paint('yellow', line)), '']),
    ...model.problems.flatMap((problem) => bullets([problem], paint)),
    ...overall(model, paint),
    ...files.map((file) => `  ${file}`),
    '',
  ];
  // Spaces that must not break have done their work; whoever greps the output expects ordinary ones.
  return lines.join('\n').replaceAll('\u00a0', ' ');
}

function scenarioLines(scenario: ScenarioModel, paint: Paint): string[] {
  const verdict = `${verdictMark[scenario.verdict]} ${scenario.verdict}`;
  const title = plainText(scenario.title, width - verdict.length - 4);
  const rule = '─'.repeat(Math.max(2, width - title.length - verdict.length - 2));
  const curve = drawCurve(scenario, paint, width);
  return [
    `${paint('bold', title)} ${paint('dim', rule)} ${paint(verdictStyle[scenario.verdict], verdict)}`,
    ...(scenario.topology === '' ? [] : [paint('dim', plainText(scenario.topology, width))]),
    '',
    ...(scenario.steps.length === 0 ? [] : [...stepTable(scenario, paint), ...impairmentLines(scenario, paint), '']),
    ...(curve.length === 0 ? [] : [...curve, '']),
    ...wrap(answerText(scenario), width).map((line) => paint('bold', line)),
    ...(scenario.sizing ? wrap(sizingText(scenario.sizing), width) : []),
    ...bullets(reasonsOf(scenario), paint),
    ...faultLines(scenario),
    ...comparisonLines(scenario, paint),
  ];
}

function comparisonLines({ comparison }: ScenarioModel, paint: Paint): string[] {
  const words = comparisonWords(comparison);
  if (!words) return [];
  const hanging = (text: string, style: (line: string) => string) =>
    wrap(plainText(text, longestSentence), width - 4).map((line, i) => style(`${i === 0 ? '  ' : '    '}${line}`));
  return [
    paint('bold', words.headline),
    ...words.findings.flatMap(({ outcome, text }) =>
      hanging(text, (line) => (outcome === 'worse' ? paint(verdictStyle.failed, line) : line)),
    ),
    ...words.notes.flatMap((note) => hanging(note, (line) => paint('dim', line))),
  ];
}

function impairmentLines(scenario: ScenarioModel, paint: Paint): string[] {
  return impairmentTexts(scenario)
    .flatMap((text) => wrap(text, width - 2).map((line, i) => (i === 0 ? line : `  ${line}`)))
    .map((line) => paint('dim', line));
}

function bullets(sentences: readonly string[], paint: Paint): string[] {
  const shown = sentences
    .slice(0, mostReasons)
    .flatMap((sentence) =>
      wrap(sentenceText(sentence), width - 4).map((line, i) => `  ${i === 0 ? paint('dim', '•') : ' '} ${line}`),
    );
  const more = sentences.length - mostReasons;
  return more > 0 ? [...shown, `    and ${counted(more, 'more reason')} in the report`] : shown;
}

/** The streams that broke in the most telling step that names any, unless the reasons have named them all. */
function faultLines(scenario: ScenarioModel): string[] {
  const step = tellingSteps(scenario).find(({ missing, bad }) => missing.length + bad.length > 0);
  if (!step || (reasonsOfVerdict(scenario).length > 0 && Math.max(step.missingCount, step.badCount) <= namedInReasons))
    return [];
  const faults: readonly StreamFault[] = [...step.missing, ...step.bad];
  const more = step.missingCount + step.badCount - Math.min(faults.length, mostFaults);
  return [
    `  Streams that broke in step ${step.index}:`,
    ...faults.slice(0, mostFaults).flatMap((fault) => wrap(faultText(fault), width - 4).map((line) => `    ${line}`)),
    ...(more > 0 ? [`    and ${formatMore(more)}`] : []),
  ];
}

const formatMore = (more: number): string => `${counted(more, 'more stream')} in the report`;

function overall({ run, scenarios, verdict }: RunModel, paint: Paint): string[] {
  const word = `${verdictMark[verdict]} ${verdict}`;
  const facts = [
    word,
    counted(scenarios.length, 'scenario'),
    counted(run.generators, 'generator'),
    durationText(run.durationSeconds),
    ...(run.platform ? [platformText(run.platform)] : []),
  ];
  const [first = '', ...others] = wrap(facts.join(' · '), width);
  return [paint(verdictStyle[verdict], word) + first.slice(word.length), ...others];
}
