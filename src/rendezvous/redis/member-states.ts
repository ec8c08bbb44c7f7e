import { leftMark } from './commands.js';

/** Who has fallen silent, from the members' last beats by Redis's clock. */
export class MemberStates {
  #suspects = new Set<number>();

  constructor(private readonly silenceMs: number) {}

  /**
   * Takes what one beat brought and returns who is silent for too long. It takes two beats in a row to say so: after a stall of Redis
   * itself, everyone looks silent to whoever is served first.
   * @param members generator and state in turn
   */
  update(now: number, members: readonly string[]): number[] {
    const silent = new Set<number>();
    for (let i = 0; i + 1 < members.length; i += 2) {
      const [generator, state] = [Number(members[i]), members[i + 1]];
      if (state !== leftMark && now - Number(state) > this.silenceMs) silent.add(generator);
    }
    const confirmed = [...silent].filter((generator) => this.#suspects.has(generator)).sort((a, b) => a - b);
    this.#suspects = silent;
    return confirmed;
  }
}
