import { z } from 'zod';
import type { Impairment } from '../model/impairment.js';
import { participantKinds } from '../model/metrics.js';
import type { ImpairmentTime, ResolvedImpairment, ResolvedWho } from '../model/scenario.js';
import { show } from '../model/show.js';
import { duration, oneOf, options, positiveNumber, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';
import type { Mistakes } from './mistakes.js';
import { readNetwork } from './network-schema.js';
import { stepOfEvent } from './windows.js';

const indexes = (most: number, what: string) => {
  const error = `expected a list of ${what}`;
  return z.array(wholeNumber(0, most), { error }).min(1, { error }).optional();
};

const impairment = options({
  name: z.string({ error: 'expected a name' }).trim().min(1, { error: 'expected a name' }).optional(),
  network: z.unknown(),
  who: options({
    kind: oneOf(participantKinds).optional(),
    share: positiveNumber(1).optional(),
    participants: indexes(limits.participantsPerSession - 1, 'indexes of participants within their session'),
    sessions: indexes(limits.sessions - 1, 'numbers of sessions, from 0'),
  }).optional(),
  at: options({
    step: wholeNumber(1, limits.steps),
    after: duration(0, limits.holdSeconds.max).optional(),
  }).optional(),
  for: duration(limits.impairmentSeconds.min, limits.holdSeconds.max).optional(),
  recovery: duration(0, limits.holdSeconds.max).optional(),
});

/** Reads the impairments of a scenario, and collects what is wrong with them. */
export function readImpairments(input: unknown, recoverySeconds: number, mistakes: Mistakes): ResolvedImpairment[] {
  if (input === undefined) return [];
  if (!Array.isArray(input)) {
    mistakes.add('impairments', `expected a list such as [{ network: 'poor 3G' }], given ${show(input)}`);
    return [];
  }
  const read = input.flatMap((each: unknown, i) => readImpairment(each, i, recoverySeconds, mistakes) ?? []);
  read.forEach(({ name }, i) => {
    const twin = read.findIndex((other) => other.name === name);
    if (twin < i)
      mistakes.add(`impairments.${i}.name`, `${show(name)} is the name of another impairment, too; give each its own`);
  });
  return read;
}

function readImpairment(
  input: unknown,
  index: number,
  recoverySeconds: number,
  mistakes: Mistakes,
): ResolvedImpairment | undefined {
  const path = `impairments.${index}`;
  const given = mistakes.read(impairment, input, path);
  if (!given) return undefined;
  const network = readNetwork(given.network, `${path}.network`, mistakes);
  const { at, for: forSeconds, recovery } = given;
  if ((at === undefined) !== (forSeconds === undefined))
    mistakes.add(path, 'expected both at and for, which say when it begins and how long it lasts, or neither');
  else if (at === undefined && recovery !== undefined)
    mistakes.add(`${path}.recovery`, 'expected only beside at and for: what lasts to the end has nothing to recover');
  const name = given.name ?? network?.profile ?? `impairment ${index + 1}`;
  if (stepOfEvent(name) !== undefined)
    mistakes.add(`${path}.name`, `expected another name than that of a step's event, given ${show(name)}`);
  if (!network) return undefined;
  const time: ImpairmentTime | undefined =
    at && forSeconds !== undefined
      ? { step: at.step, afterSeconds: at.after ?? 0, forSeconds, recoverySeconds: recovery ?? recoverySeconds }
      : undefined;
  return {
    name,
    network: network.profile ?? conditionsText(network.conditions),
    conditions: network.conditions,
    who: (given.who ?? {}) as ResolvedWho,
    ...(time && { time }),
  };
}

/** `100 ms, 5 % loss, 500 kbps`. */
function conditionsText({ latencyMs, loss, uploadKbps, downloadKbps }: Impairment): string {
  const same = uploadKbps === downloadKbps;
  const parts = [
    ...(latencyMs > 0 ? [`${latencyMs} ms`] : []),
    ...(loss > 0 ? [`${Number((loss * 100).toPrecision(6))} % loss`] : []),
    ...(uploadKbps === undefined ? [] : [`${uploadKbps} kbps${same ? '' : ' up'}`]),
    ...(downloadKbps === undefined || same ? [] : [`${downloadKbps} kbps down`]),
  ];
  return parts.length === 0 ? 'unimpaired' : parts.join(', ');
}
