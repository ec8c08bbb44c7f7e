import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, test } from 'node:test';
import { now } from '../../../src/generator/clock.js';
import type { Member } from '../../../src/generator/crowd.js';
import { Impairments } from '../../../src/generator/impairments.js';
import { LoadError } from '../../../src/model/errors.js';
import { type Impairment, impairmentProfiles, unimpaired } from '../../../src/model/impairment.js';

const { 'call drop': dropped, DSL } = impairmentProfiles;
const live = new AbortController().signal;
const plans = new Map([
  [
    '0/1',
    {
      joinsWith: DSL,
      changes: [
        { step: 2, atSeconds: 0.01, conditions: dropped },
        { step: 2, atSeconds: 0.02, conditions: DSL },
      ],
    },
  ],
]);

/** A participant that notes what it is told. */
function member(index: number, impair?: (to: Impairment) => Promise<void>) {
  const told = new EventTarget();
  const conditions: Impairment[] = [];
  const participant = {
    kind: 'native',
    impair: async (to: Impairment) => {
      conditions.push(to);
      told.dispatchEvent(new Event('told'));
      await impair?.(to);
    },
  };
  const planned = { session: 0, role: { index }, kind: 'native', joinAtMs: 0 };
  return { conditions, told, member: { planned, sessionName: 'one', participant } as unknown as Member };
}

describe('impairments of a while', () => {
  test('come and go in their step, for whom they concern', async () => {
    const [one, other] = [member(1), member(2)];
    const impairments = new Impairments(plans);
    await impairments.apply(() => [one.member, other.member], 1, now(), live);
    assert.deepEqual(one.conditions, []);
    await impairments.apply(() => [one.member, other.member], 2, now(), live);
    assert.deepEqual(one.conditions, [dropped, DSL]);
    assert.deepEqual(other.conditions, []);
  });

  test('reach who joins while the hold goes on: at the next change, and with the conditions of that moment', async () => {
    const { 'poor 3G': slow } = impairmentProfiles;
    const change = (atSeconds: number, conditions: Impairment) => ({ step: 2, atSeconds, conditions });
    const changes = [change(0, dropped), change(0.05, slow), change(60, DSL)];
    const impairments = new Impairments(new Map([['0/1', { joinsWith: DSL, changes }]]));
    const [early, late] = [member(1), member(1)];
    const { planned } = early.member;
    const stop = new AbortController();
    const present = [early.member];
    assert.equal(impairments.conditionsOf(planned), DSL);
    const applied = impairments.apply(() => present, 2, now(), stop.signal);
    const seen = new Promise<Impairment | undefined>((resolve) => {
      early.told.addEventListener('told', () => resolve(impairments.conditionsOf(planned)), { once: true });
    });
    assert.equal(await seen, dropped);
    const changed = once(late.told, 'told');
    present.push(late.member);
    await changed;
    assert.deepEqual(late.conditions, [slow]);
    assert.equal(impairments.conditionsOf(planned), slow);
    assert.equal(impairments.conditionsOf({ ...planned, session: 7 }), undefined);
    stop.abort(new Error('enough'));
    await assert.rejects(applied, /enough/);
    assert.deepEqual([late.conditions.at(-1), impairments.conditionsOf(planned)], [DSL, DSL]);
  });

  test('leave nothing behind when the run is aborted', async () => {
    const stop = new AbortController();
    const late = new Map([
      [
        '0/1',
        {
          joinsWith: unimpaired,
          changes: [
            { step: 2, atSeconds: 0, conditions: dropped },
            { step: 2, atSeconds: 60, conditions: unimpaired },
          ],
        },
      ],
    ]);
    const one = member(1);
    const impaired = once(one.told, 'told');
    const applied = new Impairments(late).apply(() => [one.member], 2, now(), stop.signal);
    await impaired;
    stop.abort(new Error('another generator stopped'));
    await assert.rejects(applied, /another generator stopped/);
    assert.deepEqual(one.conditions, [dropped, unimpaired]);
  });

  test('of a participant that is gone are left out; any other trouble is told with its name', async () => {
    const failing = (thrown: Error) => member(1, (to) => (to === dropped ? Promise.reject(thrown) : Promise.resolve()));
    await new Impairments(plans).apply(
      () => [failing(new LoadError('BROWSER_CRASHED', 'gone')).member],
      2,
      now(),
      live,
    );
    const { member: troubled, conditions } = failing(new Error('no such network'));
    await assert.rejects(
      new Impairments(plans).apply(() => [troubled], 2, now(), live),
      {
        name: 'LoadError',
        message: 'The network of participant 1 of session 0 (native) could not be changed: no such network',
      },
    );
    assert.deepEqual(conditions, [dropped, DSL]);
  });
});
