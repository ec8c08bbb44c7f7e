import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wholeVerdict } from '../../../src/analysis/whole-verdict.js';
import type { Comparison } from '../../../src/model/comparison.js';
import { nToN, resolveCapacity } from '../../../src/scenario/index.js';
import { scenario, step } from './figures.js';
import { curveOf, holding, search } from './search/deployments.js';

const repeated = { ...scenario({ baseline: { repeat: 2 } }), load: { ...scenario().load, levels: [1, 2] } };
const passing = [step(1, 'passed'), step(2, 'passed')];
const again = (index: number, verdict: Parameters<typeof step>[1]) => step(index, verdict, { repetition: 2 });

const comparison = (changes: Partial<Comparison>): Comparison => ({
  status: 'compared',
  file: 'rooms-linux.json',
  baselineRuns: 8,
  currentRuns: 3,
  written: null,
  alarms: [],
  notes: [],
  metrics: [],
  capacity: null,
  ...changes,
});

describe('a scenario that runs several times', () => {
  const verdictOf = (...steps: ReturnType<typeof step>[]) => {
    const { verdict, reasons } = wholeVerdict(repeated, steps);
    return [verdict, reasons];
  };

  it('passes if each run does', () => {
    assert.deepEqual(verdictOf(...passing, again(1, 'passed'), again(2, 'passed')), ['passed', []]);
  });

  it('fails if one does', () => {
    const [verdict, reasons] = verdictOf(...passing, again(1, 'passed'), again(2, 'failed'));
    assert.equal(verdict, 'failed');
    assert.deepEqual((reasons as string[])[0], 'run 2 of 2: step 2 (98 media connections) failed: too slow');
  });

  it('is inconclusive if one was, or was not whole', () => {
    assert.equal(verdictOf(...passing, again(1, 'passed'), again(2, 'inconclusive'))[0], 'inconclusive');
    assert.deepEqual(verdictOf(...passing, again(1, 'passed')), ['inconclusive', ['run 2 of 2: step 2 was not run']]);
    assert.deepEqual(verdictOf(...passing), ['inconclusive', ['run 2 of 2: no step was judged']]);
  });

  it('is inconclusive if something went wrong around it', () => {
    const steps = [...passing, again(1, 'passed'), again(2, 'passed')];
    const { verdict, reasons } = wholeVerdict(repeated, steps, ['Generator 2 of 2 left no evidence.']);
    assert.deepEqual([verdict, reasons], ['inconclusive', ['Generator 2 of 2 left no evidence.']]);
  });

  it('has the capacity of the run in the middle', () => {
    const sought = resolveCapacity('how many?', { topology: nToN(7), upTo: { sessions: 6 }, baseline: { repeat: 3 } });
    const run = (repetition: number, held: number) =>
      curveOf(search(holding(held), { levels: 6 })).map((of) => ({ ...of, ...(repetition > 1 && { repetition }) }));
    const { capacity, verdict } = wholeVerdict(sought, [...run(1, 4), ...run(2, 2), ...run(3, 3)]);
    assert.deepEqual([capacity?.sessions, verdict], [3, 'passed']);
  });
});

describe('a scenario that was compared with its baseline', () => {
  const single = { ...repeated, baseline: { ...repeated.baseline!, repeat: 1 } };
  const verdictOf = (changes: Partial<Comparison>) => {
    const { verdict, reasons } = wholeVerdict(single, passing, [], comparison(changes));
    return [verdict, reasons];
  };

  it('keeps its verdict where nothing alarms', () => {
    assert.deepEqual(verdictOf({}), ['passed', []]);
    assert.deepEqual(verdictOf({ status: 'advisory', notes: ['too few'] }), ['passed', []]);
    assert.deepEqual(verdictOf({ status: 'none', notes: ['none yet'] }), ['passed', []]);
  });

  it('fails where something does', () => {
    assert.deepEqual(verdictOf({ alarms: ['p95 joinTime …'] }), [
      'failed',
      ['worse than the baseline: p95 joinTime …'],
    ]);
  });

  it('stays inconclusive where something alarms, and says what', () => {
    const { verdict, reasons } = wholeVerdict(single, passing, ['Generator 2 of 2 left no evidence.'], {
      ...comparison({ alarms: ['p95 joinTime …'] }),
    });
    assert.deepEqual(
      [verdict, reasons],
      ['inconclusive', ['Generator 2 of 2 left no evidence.', 'worse than the baseline: p95 joinTime …']],
    );
  });

  it('is inconclusive if there is no baseline where there had to be one', () => {
    assert.deepEqual(verdictOf({ status: 'none', required: true, notes: ['nothing was compared', 'more'] }), [
      'inconclusive',
      ['nothing was compared'],
    ]);
  });

  it('is inconclusive if the baseline could not be used, unless it was started anew', () => {
    assert.deepEqual(verdictOf({ status: 'refused', notes: ['another version', 'more'] }), [
      'inconclusive',
      ['another version'],
    ]);
    assert.deepEqual(verdictOf({ status: 'refused', written: 'replaced', notes: ['another'] }), ['passed', []]);
  });
});
