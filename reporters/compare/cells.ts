import { displayOf, formatCount, formatMetric, formatNumber } from '../../src/model/format.js';
import { metricTitle } from '../format/metric-words.js';
import { absent } from '../format/step-cells.js';
import type { ComparedMetric, ScenarioOfRun } from './compare-runs.js';

/** What a run held: `≥ 196`, `98`, `none`. */
export function heldText({ answer: { load, atLeast } }: ScenarioOfRun): string {
  if (!load) return 'none';
  return `${atLeast ? '≥ ' : ''}${formatCount(load.mediaConnections)}`;
}

/** Media connections that a run held; 0 for none. */
export const heldLoad = ({ answer }: ScenarioOfRun): number => answer.load?.mediaConnections ?? 0;

/** `Frame rate p5`. */
export const comparedTitle = ({ metric, aggregate }: ComparedMetric): string => `${metricTitle(metric)} ${aggregate}`;

/** A value with its unit. */
export const valueText = ({ metric, values }: ComparedMetric, i: number): string =>
  values[i] === undefined ? absent : formatMetric(metric, values[i]);

/** A value whose column carries the unit. */
export const bareValueText = ({ metric, values }: ComparedMetric, i: number): string =>
  values[i] === undefined ? absent : formatNumber(values[i], displayOf(metric));
