import type { BaselineRun } from '../../../src/model/baseline.js';
import type { ResolvedScenario } from '../../../src/model/scenario.js';
import { type BaselineInput, constant, nToN, resolveCapacity, resolveScenario } from '../../../src/scenario/index.js';

/** Rooms of 7 with a baseline. */
export const scenarioWith = (baseline: BaselineInput): ResolvedScenario =>
  resolveScenario('rooms of 7', { topology: nToN(7), load: constant({ sessions: 2, hold: '10s' }), baseline });

/** A search with a baseline. */
export const searchWith = (baseline: BaselineInput): ResolvedScenario =>
  resolveCapacity('how many rooms?', { topology: nToN(2), upTo: { sessions: 60 }, baseline });

/** A run of one step, with the figures that are given by the text of their metric. */
export const runWith = (values: Record<string, number>, id = 'r1 1'): BaselineRun => ({
  recordedAt: '2025-11-22T03:14:05.000Z',
  run: id,
  steps: [{ step: 1, mediaConnections: 98, values }],
});

/** A run of a search that ended at a level, one step below the first that failed. */
export const searchRun = (level: number): BaselineRun => ({ ...runWith({}), capacity: { level, step: 1 } });

/** As many runs as there are values of one metric. */
export const runsOf = (text: string, values: readonly number[]): BaselineRun[] =>
  values.map((value, i) => runWith({ [text]: value }, `r${i} 1`));
