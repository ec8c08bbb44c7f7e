import { capacityChart } from '../../src/charts/capacity-chart.js';
import { renderSvg } from '../../src/charts/svg.js';
import type { Verdict } from '../../src/model/verdict.js';
import type { RunModel, ScenarioModel } from '../collect/run-model.js';
import { answerOf, answerText } from '../format/answer.js';
import { partialNotice } from '../format/partial-notice.js';
import { plainText, sentenceText } from '../format/plain-text.js';
import { platformNotice, platformText, stepNotices } from '../format/platform-notice.js';
import { tellingSteps } from '../format/telling-steps.js';
import { counted, durationText, instantText, verdictMark } from '../format/words.js';
import { type Html, html, trusted } from './html.js';

/** The top of the page: the verdict in big type, where and when, and one line per scenario. */
export function runHead(model: RunModel): Html {
  const { run, scenarios, verdict } = model;
  const notices = [platformNotice(run.platform), partialNotice(run), ...stepNotices(model)].filter(
    (notice) => notice !== null,
  );
  return html`<header>
<h1><span class="mark" aria-hidden="true">${verdictMark[verdict]}</span> ${capitalised(verdict)}</h1>
<p class="facts">${[
    tally(scenarios),
    ...(run.startedAt === null ? [] : [instantText(run.startedAt)]),
    durationText(run.durationSeconds),
    ...(run.platform ? [platformText(run.platform)] : []),
  ].join(' · ')}</p>
${notices.map((notice) => html`<p class="notice">${notice}</p>`)}
${model.problems.length === 0 ? null : html`<ul class="reasons">${model.problems.map((problem) => html`<li>${sentenceText(problem)}</li>`)}</ul>`}
${scenarios.length < 2 ? null : overview(scenarios)}
</header>`;
}

/** A verdict as a small label. */
export const verdictBadge = (verdict: Verdict): Html =>
  html`<span class="badge ${verdict}"><span aria-hidden="true">${verdictMark[verdict]}</span> ${verdict}</span>`;

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

function tally(scenarios: readonly ScenarioModel[]): string {
  const [only] = scenarios;
  if (scenarios.length === 1 && only) return plainText(only.title, 80);
  const count = (verdict: Verdict) => scenarios.filter((scenario) => scenario.verdict === verdict).length;
  const parts = (['failed', 'inconclusive', 'passed'] as const).map((verdict) => `${count(verdict)} ${verdict}`);
  return `${counted(scenarios.length, 'scenario')}: ${parts.filter((part) => !part.startsWith('0 ')).join(', ')}`;
}

function overview(scenarios: readonly ScenarioModel[]): Html {
  return html`<nav aria-label="Scenarios"><ol class="overview">
${scenarios.map(
  (
    scenario,
    i,
  ) => html`<li class="${scenario.verdict}"><a href="#scenario-${i + 1}">${plainText(scenario.title, 80)}</a> ${verdictBadge(scenario.verdict)}
<span class="answer">${answerText(scenario)}</span></li>
`,
)}</ol></nav>
${comparison(scenarios)}`;
}

function comparison(scenarios: readonly ScenarioModel[]): Html | null {
  const held = scenarios.filter(({ resolved }) => !resolved?.capacity?.joinRates);
  const loads = held.map((scenario) => {
    const failed = tellingSteps(scenario)
      .filter(({ verdict }) => verdict === 'failed')
      .map((step) => step.mediaConnections);
    return {
      title: plainText(scenario.title, 60),
      held: answerOf(scenario).load?.mediaConnections ?? 0,
      ...(failed.length === 0 ? {} : { failedAt: Math.min(...failed) }),
    };
  });
  if (loads.every(({ held }) => held === 0)) return null;
  const drawn = renderSvg(capacityChart(loads), {
    width: 560,
    height: 60 + loads.length * 34,
    id: 'overview',
    label: `Media connections held with good quality: ${loads.map(({ title, held }) => `${title} ${held}`).join(', ')}`,
  });
  return html`<figure class="comparison"><figcaption>Media connections held with good quality, and up to the first failure</figcaption>${trusted(drawn)}</figure>`;
}
