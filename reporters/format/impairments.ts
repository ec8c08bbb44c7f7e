import { impairedSign } from '../../src/charts/marks.js';
import { formatCount } from '../../src/model/format.js';
import type { ScenarioModel } from '../collect/run-model.js';
import { plainText } from './plain-text.js';
import { counted } from './words.js';

/** Bad networks on purpose, one line each: `≈ step 3: outage (call drop), 1 participant, 4 to 9 s of the hold`. */
export function impairmentTexts({ steps }: ScenarioModel): string[] {
  const found = steps.flatMap(({ index, holdSeconds, impairments = [] }) =>
    impairments.map((impairment) => ({ ...impairment, index, holdSeconds })),
  );
  return [...new Set(found.map(({ name }) => name))].map((name) => {
    const same = found.filter((impairment) => impairment.name === name);
    const [first, last] = [same[0]!, same.at(-1)!];
    const where = first.index === last.index ? `step ${first.index}` : `steps ${first.index} to ${last.index}`;
    const what = first.network === name ? name : `${name} (${first.network})`;
    return `${impairedSign} ${where}: ${plainText(what)}, ${howMany(same)}, ${when(first)}`;
  });
}

function howMany(same: readonly { readonly participants: number }[]): string {
  const counts = same.map(({ participants }) => participants);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  return least === most ? counted(most, 'participant') : `${formatCount(least)} to ${counted(most, 'participant')}`;
}

function when(of: { readonly fromSeconds: number; readonly toSeconds: number; readonly holdSeconds: number }): string {
  const whole = of.fromSeconds === 0 && of.toSeconds >= of.holdSeconds;
  return whole ? 'throughout the hold' : `${of.fromSeconds} to ${of.toSeconds} s of the hold`;
}
