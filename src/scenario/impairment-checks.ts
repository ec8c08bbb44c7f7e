import type { Plan } from '../model/plan.js';
import type { ResolvedImpairment, ResolvedLoadShape, ResolvedTopology } from '../model/scenario.js';
import { show } from '../model/show.js';
import { concerned } from './concerned.js';
import type { Mistakes } from './mistakes.js';
import { largestSessionOf } from './mix.js';
import { highestLevel, holdSecondsOf } from './step-times.js';
import { judgedSpans, shortestWindowSeconds } from './windows.js';

/** Checks that the impairments lie within the load: its steps, its holds, its sessions. */
export function checkImpairments(
  impairments: readonly ResolvedImpairment[],
  topology: ResolvedTopology,
  load: ResolvedLoadShape,
  mistakes: Mistakes,
): void {
  const { levels, unit } = load;
  const highest = highestLevel(load);
  const size = largestSessionOf(topology) ?? highest;
  const sessions = unit === 'sessions' ? highest : 1;
  impairments.forEach(({ name, who, time }, i) => {
    const path = `impairments.${i}`;
    for (const index of who.participants?.filter((of) => of >= size) ?? [])
      mistakes.add(`${path}.who.participants`, `expected indexes from 0 to ${size - 1}, given ${index}`);
    for (const session of who.sessions?.filter((of) => of >= sessions) ?? [])
      mistakes.add(`${path}.who.sessions`, `expected numbers from 0 to ${sessions - 1}, given ${session}`);
    if (!time) return;
    if (time.step > levels.length)
      mistakes.add(`${path}.at.step`, `expected a step from 1 to ${levels.length}, given ${time.step}`);
    const holdSeconds = holdSecondsOf(load, time.step);
    const end = time.afterSeconds + time.forSeconds;
    if (end > holdSeconds)
      mistakes.add(
        path,
        `${show(name)} ends ${end} s after the start of a hold of ${holdSeconds} s; it must end within it`,
      );
    else if (judgedSpans({ load, impairments }, time.step).length === 0)
      mistakes.add(
        path,
        `${show(name)} and its recovery leave no ${shortestWindowSeconds} s of the hold of step ${time.step} to judge; make the hold longer`,
      );
  });
}

/** Checks that each impairment concerns somebody who is there in its time. */
export function checkConcerned(
  impairments: readonly ResolvedImpairment[],
  plan: Plan,
  seed: number,
  mistakes: Mistakes,
): void {
  impairments.forEach((impairment, i) => {
    const steps = plan.steps.slice(0, impairment.time?.step);
    if (concerned(impairment, { ...plan, steps }, seed).length === 0)
      mistakes.add(
        `impairments.${i}.who`,
        `${show(impairment.name)} concerns no participant; widen who${impairment.time ? ', or let it begin in a later step' : ''}`,
      );
  });
}
