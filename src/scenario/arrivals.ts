import type { ResolvedArrivals } from '../model/scenario.js';
import { seededNumbers } from './seeded-numbers.js';

/** A slot, a session's number or a participant's index, stays free so long before it is taken again. */
const restSeconds = 5;

/** Someone who comes and goes, in seconds of all holds put together. */
export interface Stay {
  /** The lowest number that was free. */
  readonly slot: number;
  /** Negative: there from the beginning. */
  readonly from: number;
  readonly to: number;
}

/** About how many come, with those of the beginning. */
export const staysExpected = ({ perSecond, from }: ResolvedArrivals, seconds: number): number =>
  from + perSecond * seconds;

/**
 * Who comes and goes: a Poisson process with stays of a mean or fixed length, from a beginning in which as many are there as will be
 * on average. The same seed gives the same stays.
 */
export function staysOf(
  { perSecond, staySeconds, stay, from }: ResolvedArrivals,
  seconds: number,
  seed: number,
): Stay[] {
  const next = seededNumbers(`${seed}/arrivals`);
  const exponential = (mean: number) => -Math.log(next()) * mean;
  const length = () => (stay === 'fixed' ? staySeconds : exponential(staySeconds));
  // Of those who are there already a part of the stay is over; an exponential stay does not remember how much.
  const rest = () => (stay === 'fixed' ? next() * staySeconds : exponential(staySeconds));
  const stays = Array.from({ length: from }, (_, slot): Stay => ({ slot, from: -1, to: rest() }));
  const freeFrom = stays.map(({ to }) => to + restSeconds);
  for (let at = exponential(1 / perSecond); at < seconds; at += exponential(1 / perSecond)) {
    const free = freeFrom.findIndex((since) => since <= at);
    const slot = free < 0 ? freeFrom.length : free;
    const to = at + length();
    stays.push({ slot, from: at, to });
    freeFrom[slot] = to + restSeconds;
  }
  return stays;
}

/** How many are there when each hold begins. */
export function levelsOfStays(stays: readonly Stay[], steps: number, holdSeconds: number): number[] {
  return Array.from(
    { length: steps },
    (_, step) => stays.filter(({ from, to }) => from < step * holdSeconds && to >= step * holdSeconds).length,
  );
}
