import type { Attendance } from '../model/gather.js';

// What both kinds of rendezvous say, so that a reader finds the same words whichever was used.

export const nameOf = (generator: number, generators: number): string => `generator ${generator} of ${generators}`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A wait for people: `30 s`, `0.5 s`. */
export const seconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;

export function didNotArrive(missing: readonly number[], generators: number, key: string, waitedMs: number): string {
  const names = missing.map((generator) => nameOf(generator, generators)).join(', ');
  return `${capitalised(names)} did not arrive at “${key}” within ${seconds(waitedMs)}.`;
}

export function fellSilent(silent: readonly number[], generators: number, silenceMs: number): string {
  const names = silent.map((generator) => nameOf(generator, generators)).join(', ');
  const verb = silent.length === 1 ? 'has' : 'have';
  return `${capitalised(names)} ${verb} said nothing for ${seconds(silenceMs)}: killed, stalled, or cut off from the rendezvous.`;
}

export const endedEarly = ({ generator, generators }: Attendance): string =>
  `${capitalised(nameOf(generator, generators))} ended before its scenario did.`;

export const cameTwice = ({ generator, generators }: Attendance): string =>
  `${capitalised(nameOf(generator, generators))} came twice: another run goes by the same id. Give each run an id of its own.`;
