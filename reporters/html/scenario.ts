import { formatCount } from '../../src/model/format.js';
import type { RunInfo, ScenarioModel } from '../collect/run-model.js';
import { answerOf, reasonsOf } from '../format/answer.js';
import { plainText, sentenceText } from '../format/plain-text.js';
import { counted } from '../format/words.js';
import { breachTable } from './breaches.js';
import { chartSection } from './charts.js';
import { comparisonSection } from './comparison.js';
import { faultSection } from './faults.js';
import { verdictBadge } from './head.js';
import { healthSection } from './health.js';
import { type Html, html } from './html.js';
import { marginTable } from './margins.js';
import { metricsSection } from './metrics-table.js';
import { repeatSection } from './repeat.js';
import { sizingSection } from './sizing.js';
import { stepSection } from './step-table.js';
import { timeSection } from './time-series.js';

/** Everything about one scenario, from its answer down to its details. */
export function scenarioSection(scenario: ScenarioModel, { machines }: RunInfo, id: string): Html {
  const broken = breachTable(scenario);
  const reasons = reasonList(scenario, broken !== null);
  return html`<article id="${id}" aria-labelledby="${id}-title" class="${scenario.verdict}" data-verdict="${scenario.verdict}" data-topology="${plainText(scenario.topology, 60)}">
<div class="title">
<h2 id="${id}-title">${plainText(scenario.title, 200)}</h2>
${verdictBadge(scenario.verdict)}
</div>
${scenario.topology === '' ? null : html`<p class="topology">${plainText(scenario.topology, 120)}</p>`}
<div class="top">
${answerBlock(scenario)}
${broken ?? reasons ?? marginTable(scenario)}
</div>
${broken && reasons}
${comparisonSection(scenario)}
${sizingSection(scenario)}
${chartSection(scenario, id)}
${timeSection(scenario, id)}
${faultSection(scenario)}
${stepSection(scenario)}
${metricsSection(scenario)}
${healthSection(scenario, machines)}
${repeatSection(scenario)}
</article>
`;
}

function answerBlock(scenario: ScenarioModel): Html {
  const { label, load, atLeast, limit } = answerOf(scenario);
  const figure = (count: number, noun: string) =>
    html`<div><dd>${formatCount(count)}</dd><dt>${count === 1 ? noun : `${noun}s`}</dt></div>`;
  return html`<section class="answer-block">
<h3>${label}${load && atLeast ? ', at least' : ''}</h3>
${
  load === null
    ? html`<p class="none">None</p>`
    : html`<dl class="figures">${load.joinsPerSecond === undefined ? figure(load.mediaConnections, 'media connection') : html`<div><dd>${formatCount(load.joinsPerSecond)}</dd><dt>joins per second</dt></div>`}${figure(load.participants, 'participant')}${figure(load.sessions, 'session')}</dl>`
}
${limit === '' ? null : html`<p class="limit">${limit.charAt(0).toUpperCase() + limit.slice(1)}.</p>`}
</section>`;
}

/** @param folded whether the same stands in short elsewhere */
function reasonList(scenario: ScenarioModel, folded: boolean): Html | null {
  const reasons = reasonsOf(scenario);
  if (reasons.length === 0) return null;
  const list = html`<ul class="reasons">${reasons.map((reason) => html`<li>${sentenceText(reason)}</li>`)}</ul>`;
  if (folded)
    return html`<section><details><summary>Why, in ${counted(reasons.length, 'sentence')}</summary>${list}</details></section>`;
  return html`<section><h3>Why</h3>
${list}</section>`;
}
