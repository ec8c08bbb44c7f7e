import { type Impairment, type ImpairmentProfile, unimpaired } from '../model/impairment.js';
import type { NetworkInput } from './impairment-input.js';
import { Mistakes } from './mistakes.js';
import { readNetwork } from './network-schema.js';

/**
 * Checks network conditions that stand alone; `'none'` is an unharmed line.
 * @param where what they belong to, for the message
 * @throws LoadError `INVALID_SCENARIO` with every mistake at once
 */
export function resolveNetwork(input: ImpairmentProfile | NetworkInput | 'none', where: string): Impairment {
  if (input === 'none') return unimpaired;
  const mistakes = new Mistakes();
  const network = readNetwork(input, 'network', mistakes);
  mistakes.throwIfAny(where);
  return network!.conditions;
}
