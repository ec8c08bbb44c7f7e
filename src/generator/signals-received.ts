import type { ResolvedScenario } from '../model/scenario.js';
import type { ReceivedSignal, SignalSchedule } from '../model/signals.js';
import { type SignalsOfSender, signalValues, type Window } from '../quality/index.js';
import { signalSchedule } from '../scenario/index.js';
import type { ClockCorrection } from './clock-correction.js';
import type { Member } from './crowd.js';
import type { ExpectedStream } from './expected-streams.js';
import type { Roster } from './roster.js';
import type { ValueTable } from './value-table.js';

/** Who sends signals to a participant, in this step. */
interface Sender {
  readonly from: number;
  readonly schedule: SignalSchedule;
  readonly correction: ClockCorrection | undefined;
}

/** The signals that participants of one generator ought to receive in a step: of all others who stay throughout its hold. */
export class SignalsReceived {
  readonly #senders = new Map<number, readonly Sender[]>();

  /** @param members of this generator */
  constructor(
    private readonly roster: Roster,
    private readonly members: readonly Member[],
    scenario: ResolvedScenario,
    correctionOf: (sender: Pick<ExpectedStream, 'session' | 'from'>) => ClockCorrection | undefined,
  ) {
    for (const { session } of members.map(({ planned }) => planned)) {
      if (this.#senders.has(session) || !scenario.participants.signals) continue;
      const senders = roster.presentIn(session).flatMap((planned): Sender[] => {
        const schedule = signalSchedule(scenario, planned);
        const from = planned.role.index;
        return schedule ? [{ from, schedule, correction: correctionOf({ session, from }) }] : [];
      });
      this.#senders.set(session, senders);
    }
  }

  /** Of all senders; empty without signals. */
  get corrections(): readonly (ClockCorrection | undefined)[] {
    return [...this.#senders.values()].flat().map(({ correction }) => correction);
  }

  /** Adds what each receiver gives in some windows. */
  addTo(table: ValueTable, windows: readonly Window[]): void {
    for (const member of this.members) {
      const { session, role } = member.planned;
      const senders = this.#senders.get(session) ?? [];
      if (!senders.some(({ from }) => from === role.index)) continue;
      const bySender = grouped(this.roster.seriesOf(member).signals);
      const others = senders
        .filter(({ from }) => from !== role.index)
        .map(
          ({ from, schedule, correction }): SignalsOfSender => ({
            schedule,
            received: bySender.get(from) ?? [],
            clockMs: correction?.addMs ?? 0,
          }),
        );
      table.addAll(member.participant.kind, signalValues(others, windows));
    }
  }
}

function grouped(signals: readonly ReceivedSignal[]): ReadonlyMap<number, readonly ReceivedSignal[]> {
  const groups = new Map<number, ReceivedSignal[]>();
  for (const signal of signals) {
    const group = groups.get(signal.from);
    if (group) group.push(signal);
    else groups.set(signal.from, [signal]);
  }
  return groups;
}
