import type { Verdict } from '../../src/model/verdict.js';
import type { RunModel, ScenarioModel } from '../collect/run-model.js';
import { answerText, reasonsOf } from '../format/answer.js';
import { comparisonWords } from '../format/comparison.js';
import { faultText, joinFailureText } from '../format/fault.js';
import { impairmentTexts } from '../format/impairments.js';
import { partialNotice } from '../format/partial-notice.js';
import { longestSentence, sentenceText } from '../format/plain-text.js';
import { platformNotice, platformText, stepNotices } from '../format/platform-notice.js';
import { sizingText } from '../format/sizing.js';
import { stepColumns } from '../format/step-cells.js';
import { tellingSteps } from '../format/telling-steps.js';
import { counted, durationText, instantText } from '../format/words.js';
import { mermaidCurve } from './chart.js';
import { escapeMarkdown } from './escape.js';

const signs: Readonly<Record<Verdict, string>> = { passed: '✅', failed: '❌', inconclusive: '⚠️' };
const mostFaults = 20;

/** The report as GitHub-flavoured Markdown, for a job summary or a comment. */
export function markdownReport(model: RunModel): string {
  const { run, scenarios, verdict, problems } = model;
  const notices = [platformNotice(run.platform), partialNotice(run), ...stepNotices(model)].filter(
    (notice) => notice !== null,
  );
  const facts = [
    counted(scenarios.length, 'scenario'),
    counted(run.generators, 'generator'),
    ...(run.startedAt === null ? [] : [instantText(run.startedAt)]),
    durationText(run.durationSeconds),
    ...(run.platform ? [escapeMarkdown(platformText(run.platform))] : []),
  ];
  const blocks = [
    `# ${signs[verdict]} Load test ${verdict}`,
    facts.join(' · '),
    ...notices.map((notice) => `> ${escapeMarkdown(notice, 600)}`),
    ...(problems.length > 0 ? [list(problems)] : []),
    ...scenarios.flatMap(scenarioBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function scenarioBlocks(scenario: ScenarioModel): string[] {
  const curve = mermaidCurve(scenario);
  const reasons = reasonsOf(scenario);
  const impairments = impairmentTexts(scenario);
  return [
    `## ${signs[scenario.verdict]} ${escapeMarkdown(scenario.title)}: ${scenario.verdict}`,
    ...(scenario.topology === '' ? [] : [escapeMarkdown(scenario.topology)]),
    `**${escapeMarkdown(answerText(scenario), 400)}**`,
    ...(scenario.sizing ? [escapeMarkdown(sizingText(scenario.sizing), 400)] : []),
    ...(reasons.length > 0 ? [list(reasons)] : []),
    ...(scenario.steps.length > 0 ? [stepTable(scenario)] : []),
    ...(impairments.length > 0 ? [list(impairments)] : []),
    ...(curve.length > 0 ? [curve.join('\n')] : []),
    ...faultBlocks(scenario),
    ...comparisonBlocks(scenario),
  ];
}

function comparisonBlocks({ comparison }: ScenarioModel): string[] {
  const words = comparisonWords(comparison);
  if (!words) return [];
  const lines = [...words.findings.map(({ text }) => text), ...words.notes];
  return [`**${escapeMarkdown(words.headline)}**`, ...(lines.length > 0 ? [list(lines)] : [])];
}

const list = (sentences: readonly string[]): string =>
  sentences.map((sentence) => `- ${escapeMarkdown(sentenceText(sentence), longestSentence)}`).join('\n');

function stepTable(scenario: ScenarioModel): string {
  const columns = stepColumns(scenario);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => title)),
    line(columns.map(({ id }) => (id === 'verdict' ? ':--' : '--:'))),
    ...scenario.steps.map((step) =>
      line(columns.map(({ id, cell }) => (id === 'verdict' ? `${signs[step.verdict]} ${step.verdict}` : cell(step)))),
    ),
  ].join('\n');
}

/** The broken streams of the most telling step that has any, folded away. */
function faultBlocks(scenario: ScenarioModel): string[] {
  const step = tellingSteps(scenario).find(
    ({ missing, bad, joinFailures }) => missing.length + bad.length + joinFailures.length > 0,
  );
  if (!step) return [];
  const texts = [...step.joinFailures.map(joinFailureText), ...[...step.missing, ...step.bad].map(faultText)];
  const total = step.missingCount + step.badCount + step.joinFailureCount;
  const more = total - Math.min(texts.length, mostFaults);
  return [
    `<details><summary>What broke in step ${step.index}</summary>`,
    [list(texts.slice(0, mostFaults)), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n'),
    '</details>',
  ];
}
