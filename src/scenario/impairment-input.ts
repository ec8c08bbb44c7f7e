import type { ImpairmentProfile } from '../model/impairment.js';
import type { ResolvedWho } from '../model/scenario.js';
import type { Duration } from './duration.js';

/** Network conditions of your own. At least one of them; the others are unlimited and unharmed. */
export interface NetworkInput {
  /** Added delay in each direction, ms, 0 to 10 000. */
  readonly latency?: number;
  /** Share of packets lost in each direction, 0 to 1. */
  readonly loss?: number;
  /** Kilobits per second in each direction. */
  readonly bandwidth?: number;
  /** Kilobits per second from the participant, in place of `bandwidth`. */
  readonly upload?: number;
  /** Kilobits per second to the participant, in place of `bandwidth`. */
  readonly download?: number;
}

/** Network conditions that some participants have, from join to leave or for a while. */
export interface ImpairmentInput {
  /** Its name in reports, and as an event of thresholds. Default: the name of the profile, or `'impairment 1'`, by its place in the list. */
  readonly name?: string;
  /** A profile, or conditions of your own. */
  readonly network: ImpairmentProfile | NetworkInput;
  /** Default: everyone. All that is given must apply; of these, `share` are chosen by the scenario's seed. */
  readonly who?: ResolvedWho;
  /** When it begins: `after` counts from the start of the step's hold, default 0. Default: it lasts from join to leave. */
  readonly at?: { readonly step: number; readonly after?: Duration };
  /** How long it lasts, at least 1 s. It must end within the hold in which it began. */
  readonly for?: Duration;
  /** How long after its end streams may take to recover: these seconds belong to it. Default 3 s. */
  readonly recovery?: Duration;
}
