import type { ScenarioModel } from '../collect/run-model.js';
import { repeatCommand } from '../format/repeat-command.js';
import { visibleJson } from '../format/visible-json.js';
import { type Html, html } from './html.js';

/** How to run the same scenario again, with everything that decides it. */
export function repeatSection({ resolved, title }: ScenarioModel): Html | null {
  if (resolved === null) return null;
  return html`<section><h3>Repeat it</h3>
<pre><code>${repeatCommand(title)}</code></pre>
<details><summary>The whole scenario, seed ${resolved.seed}</summary><pre><code>${visibleJson(resolved)}</code></pre></details></section>`;
}
