import { choice, element } from './dom.js';
import type { Shown } from './figures.js';

/** Choices that leave out scenarios, and the one that leaves out participants. */
interface Choices {
  scenario: string;
  topology: string;
  verdict: string;
  participants: Shown;
}

/** What was not measured apart for each kind of participant stays as it is. */
const scopeText =
  'Load curves, streams and the table of all metrics show these participants; answers, steps and the course over time are of all.';

/** A row of choices above the scenarios; only those that leave something to choose. Null if none does. */
export function filters(
  articles: readonly HTMLElement[],
  kinds: boolean,
  shown: (shown: Shown) => void,
): HTMLElement | null {
  const chosen: Choices = { scenario: '', topology: '', verdict: '', participants: 'all' };
  const count = element('p', { class: 'muted', 'aria-live': 'polite' });
  const scope = element('p', { class: 'muted', 'aria-live': 'polite' });
  const show = (participants: Shown) => {
    chosen.participants = participants;
    scope.textContent = participants === 'all' ? '' : scopeText;
    shown(participants);
  };
  const apply = () => {
    let left = 0;
    for (const article of articles) {
      const { topology, verdict } = article.dataset;
      const fits =
        (chosen.scenario === '' || article.id === chosen.scenario) &&
        (chosen.topology === '' || topology === chosen.topology) &&
        (chosen.verdict === '' || verdict === chosen.verdict);
      article.hidden = !fits;
      const entry = document.querySelector<HTMLElement>(`.overview a[href="#${article.id}"]`)?.closest('li');
      if (entry) entry.hidden = !fits;
      if (fits) left += 1;
    }
    count.textContent = left === articles.length ? '' : `${left} of ${articles.length} scenarios`;
  };
  const titles = articles.map((article): [string, string] => [
    article.id,
    article.querySelector('h2')?.textContent?.trim() ?? article.id,
  ]);
  const several = (values: readonly (string | undefined)[]): [string, string][] => {
    const distinct = [...new Set(values.filter((value) => value !== undefined && value !== ''))] as string[];
    return distinct.length < 2 ? [] : distinct.map((value) => [value, value]);
  };
  const offered: (readonly [label: string, all: string, choices: [string, string][], key: keyof Choices])[] = [
    ['Scenario', 'all', titles.length < 2 ? [] : titles, 'scenario'],
    ['Topology', 'all', several(articles.map(({ dataset }) => dataset.topology)), 'topology'],
    ['Verdict', 'all', several(articles.map(({ dataset }) => dataset.verdict)), 'verdict'],
    [
      'Participants',
      'all',
      kinds
        ? [
            ['browser', 'browsers'],
            ['native', 'native'],
          ]
        : [],
      'participants',
    ],
  ];
  const made = offered
    .filter(([, , choices]) => choices.length > 0)
    .map(([label, all, choices, key]) =>
      choice(label, [[key === 'participants' ? 'all' : '', all], ...choices], (value) => {
        if (key === 'participants') {
          show(value as Shown);
        } else {
          chosen[key] = value;
          apply();
        }
      }),
    );
  if (made.length === 0) return null;
  const form = element(
    'form',
    { class: 'filters', 'aria-label': 'Filters' },
    ...made.map(({ whole }) => whole),
    count,
    scope,
  );
  form.addEventListener('submit', (event) => event.preventDefault());
  // A link to a scenario that is left out brings it back.
  window.addEventListener('hashchange', () => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target?.closest('article')?.hidden) return;
    form.reset();
    Object.assign(chosen, { scenario: '', topology: '', verdict: '' });
    apply();
    show('all');
    target.scrollIntoView();
  });
  return form;
}
