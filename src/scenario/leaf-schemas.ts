import { z } from 'zod';
import { show } from '../model/show.js';
import { parseDuration } from './duration.js';
import { nearestFirst } from './nearest.js';

/** A whole number within a range. */
export const wholeNumber = (min: number, max: number) =>
  z.custom<number>((value) => Number.isInteger(value) && (value as number) >= min && (value as number) <= max, {
    error: `expected a whole number from ${min} to ${max}`,
  });

/** A number above 0. */
export const positiveNumber = (max: number) =>
  z.custom<number>((value) => typeof value === 'number' && value > 0 && value <= max, {
    error: `expected a number above 0, at most ${max}`,
  });

/** A number within a range. */
export const numberBetween = (min: number, max: number) =>
  z.custom<number>((value) => typeof value === 'number' && value >= min && value <= max, {
    error: `expected a number from ${min} to ${max}`,
  });

/** One of a few words; the message lists them, nearest first. */
export const oneOf = <const T extends string>(allowed: readonly T[]) =>
  z.custom<T>((value) => allowed.includes(value as T), {
    error: (issue) => `expected one of ${nearestFirst(String(issue.input), allowed).map(show).join(', ')}`,
  });

/** A duration, as seconds. */
export const duration = (min: number, max: number, whole = false) => {
  const error = `expected a duration such as '${Math.max(min, 10)}s' or a number of${whole ? ' whole' : ''} seconds, from ${min} to ${max}`;
  const secondsOf = (value: unknown) => {
    const seconds = parseDuration(value);
    const fits = seconds !== undefined && seconds >= min && seconds <= max && (!whole || Number.isInteger(seconds));
    return fits ? seconds : undefined;
  };
  return z
    .custom<unknown>((value) => secondsOf(value) !== undefined, { error })
    .transform((value) => secondsOf(value) as number);
};

/** An object with these keys and no others; an unknown key is answered with the known ones, nearest first. */
export const options = <T extends z.core.$ZodLooseShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map((key) => `unknown option ${show(key)}; known are ${nearestFirst(key, Object.keys(shape)).join(', ')}`)
            .join('; ')
        : `expected an object with ${Object.keys(shape).join(', ')}`,
  });
