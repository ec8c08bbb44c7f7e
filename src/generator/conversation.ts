import type { Plan } from '../model/plan.js';
import type { ResolvedScenario, Voice } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import { overlapOf, type Window } from '../quality/index.js';
import { microphones, speakersIn } from '../scenario/index.js';
import type { Member } from './crowd.js';
import type { ExpectedStream } from './expected-streams.js';

/** A microphone that was switched on is heard after this long at most: the platform has to be told, and samples come once a second. */
const heardAfterMs = 2_000;

type Publisher = Pick<ExpectedStream, 'session' | 'from'>;

/** Who speaks when, and which streams are therefore silent by plan. Turns are counted from the start of each step. */
export class Conversation {
  #microphones: ReadonlyMap<number, readonly number[]> = new Map();
  #step = 0;
  #startedAt = 0;
  readonly #chosen = new Map<string, ReadonlySet<number>>();

  constructor(
    private readonly scenario: ResolvedScenario,
    private readonly plan: Plan,
  ) {}

  /** A step begins. */
  begin(step: number, startedAt: EpochMs): void {
    this.#step = step;
    this.#microphones = microphones(this.plan, step);
    this.#startedAt = startedAt;
    this.#chosen.clear();
  }

  /** Switches the microphones whose turn it is. Once a second; those that are as they should be are not touched. */
  direct(members: readonly Member[], at: EpochMs): void {
    if (!this.scenario.participants.speakers || this.#step === 0) return;
    for (const { planned, participant } of members) {
      if (!this.#isSwitched({ session: planned.session, from: planned.role.index })) continue;
      participant.setVoice?.(this.#voiceOf({ session: planned.session, from: planned.role.index }, this.#turnAt(at)));
    }
  }

  /** Whether a stream is silent by plan at an instant, or was so just before. */
  isMuted(stream: ExpectedStream, at: EpochMs): boolean {
    return this.#canBeMuted(stream) && this.heard(stream, [{ from: at, to: at + 1 }]).length === 0;
  }

  /** The parts of `windows` in which a stream must flow. */
  heard(stream: ExpectedStream, windows: readonly Window[]): readonly Window[] {
    if (!this.#canBeMuted(stream)) return windows;
    return windows.flatMap((window) =>
      this.#spoken(stream, window)
        .map((spoken) => overlapOf(spoken, window))
        .filter(({ from, to }) => from < to),
    );
  }

  /** The turns of a participant around a window, one after the other as one. */
  #spoken(publisher: Publisher, { from, to }: Window): Window[] {
    const spoken: { from: EpochMs; to: EpochMs }[] = [];
    // A turn before the window tells whether the first one goes on.
    for (let turn = Math.max(0, this.#turnAt(from) - 1); turn <= this.#turnAt(to); turn++) {
      if (this.#voiceOf(publisher, turn) !== 'speech') continue;
      const startsAt = this.#startedAt + turn * this.#turnMs;
      const last = spoken.at(-1);
      if (last?.to === startsAt) last.to += this.#turnMs;
      else spoken.push({ from: startsAt, to: startsAt + this.#turnMs });
    }
    return spoken.map((span) => ({ from: span.from + heardAfterMs, to: span.to }));
  }

  #voiceOf({ session, from }: Publisher, turn: number): Voice {
    const key = `${session}/${turn}`;
    const speaking =
      this.#chosen.get(key) ??
      speakersIn(this.scenario, this.#microphones.get(session) ?? [], { session, step: this.#step, turn });
    this.#chosen.set(key, speaking);
    return speaking.has(from) ? 'speech' : this.scenario.participants.speakers!.others;
  }

  #turnAt(at: EpochMs): number {
    return Math.max(0, Math.floor((at - this.#startedAt) / this.#turnMs));
  }

  get #turnMs(): number {
    return this.scenario.participants.speakers!.turnSeconds * 1000;
  }

  #canBeMuted(stream: ExpectedStream): boolean {
    const { speakers } = this.scenario.participants;
    return speakers?.others === 'muted' && stream.kind === 'audio' && this.#isSwitched(stream);
  }

  #isSwitched({ session, from }: Publisher): boolean {
    return this.#microphones.get(session)?.includes(from) ?? false;
  }
}
