import { LoadError } from '../model/errors.js';
import { platformDeath } from '../model/platform-death.js';
import type { Platform } from '../platforms/platform.js';
import type { Roster } from './roster.js';

/**
 * Notices that the deployment has gone: when participants lose their connection, it asks the deployment itself. One participant that
 * was thrown out is a fault of its streams; a deployment that does not answer any more ends the run.
 */
export class PlatformWatch {
  #seen = 0;
  #asking = false;

  constructor(
    private readonly platform: Platform,
    private readonly roster: Roster,
    private readonly lost: (error: LoadError) => void,
  ) {}

  tick(): void {
    const members = this.roster.crowd.members;
    const troubles = members.reduce(
      (sum, member) =>
        sum +
        this.roster.seriesOf(member).events.filter(({ type }) => type === 'reconnecting' || type === 'disconnected')
          .length,
      this.roster.crowd.failures.length,
    );
    if (troubles <= this.#seen) {
      // Those who left have taken theirs along.
      this.#seen = troubles;
      return;
    }
    if (this.#asking) return;
    this.#seen = troubles;
    this.#asking = true;
    this.platform
      .preflight()
      .catch((thrown) => {
        // Too busy to answer in time is what a load test is after, and its streams will tell.
        if (thrown instanceof LoadError && thrown.code === 'TIMED_OUT') return;
        this.lost(platformDeath(members.length, thrown));
      })
      .finally(() => {
        this.#asking = false;
      });
  }
}
