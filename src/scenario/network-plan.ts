import type { ImpairmentInForce } from '../model/figures.js';
import { type Impairment, unimpaired } from '../model/impairment.js';
import type { Plan } from '../model/plan.js';
import type { ResolvedImpairment, ResolvedScenario } from '../model/scenario.js';
import { concerned } from './concerned.js';
import { holdSecondsOf } from './step-times.js';
import { type Timeline, timedImpairments } from './windows.js';

/** From this second of a step's hold on a participant has these conditions. */
export interface NetworkChange {
  readonly step: number;
  readonly atSeconds: number;
  readonly conditions: Impairment;
}

/** Network conditions of one participant throughout a scenario. */
export interface NetworkPlan {
  readonly joinsWith: Impairment;
  /** In the order of time. */
  readonly changes: readonly NetworkChange[];
}

/**
 * Which participants have which network conditions, and when: by participantKey; those that no impairment concerns are absent. Of
 * several the one that began last is in force, and when it ends the one before it.
 */
export function networkPlans(scenario: ResolvedScenario, plan: Plan): ReadonlyMap<string, NetworkPlan> {
  const mine = new Map<string, ResolvedImpairment[]>();
  for (const impairment of scenario.impairments ?? [])
    for (const key of concerned(impairment, plan, scenario.seed)) mine.set(key, [...(mine.get(key) ?? []), impairment]);
  return new Map([...mine].map(([key, impairments]) => [key, networkPlan({ ...scenario, impairments })]));
}

function networkPlan(timeline: Timeline & { readonly impairments: readonly ResolvedImpairment[] }): NetworkPlan {
  const always = timeline.impairments.findLast(({ time }) => time === undefined);
  const joinsWith = always?.conditions ?? unimpaired;
  const timed = timedImpairments(timeline);
  const steps = [...new Set(timed.map(({ time }) => time.step))].sort((a, b) => a - b);
  const changes = steps.flatMap((step) => {
    const within = timed
      .filter(({ time }) => time.step === step)
      .sort((a, b) => a.time.afterSeconds - b.time.afterSeconds);
    const instants = within.flatMap(({ time }) => [time.afterSeconds, endOf(time)]);
    return [...new Set(instants)]
      .sort((a, b) => a - b)
      .map((atSeconds): NetworkChange => {
        const latest = within.findLast(({ time }) => time.afterSeconds <= atSeconds && atSeconds < endOf(time));
        return { step, atSeconds, conditions: latest?.conditions ?? joinsWith };
      });
  });
  return { joinsWith, changes };
}

/**
 * The impairments in force during a step's hold.
 * @param present participants that are in their sessions
 */
export function impairmentsInForce(
  scenario: ResolvedScenario,
  plan: Plan,
  step: number,
  present: ReadonlySet<string>,
): ImpairmentInForce[] {
  return (scenario.impairments ?? [])
    .filter(({ time }) => (time?.step ?? step) === step)
    .map((impairment) => ({
      name: impairment.name,
      network: impairment.network,
      participants: concerned(impairment, plan, scenario.seed).filter((key) => present.has(key)).length,
      fromSeconds: impairment.time?.afterSeconds ?? 0,
      toSeconds: impairment.time ? endOf(impairment.time) : holdSecondsOf(scenario.load, step),
    }));
}

const endOf = ({ afterSeconds, forSeconds }: { readonly afterSeconds: number; readonly forSeconds: number }): number =>
  afterSeconds + forSeconds;
