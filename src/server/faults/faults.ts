import { describeFaults } from './describe-faults.js';
import type { FaultSettings, FaultSettingsInput } from './fault-settings.js';
import { JoinPace } from './join-pace.js';
import { resolveFaults } from './parse-faults.js';

/** The faults in force. They may change while the server runs. */
export class Faults {
  #settings: FaultSettings;
  #version = 0;
  #changedAtMs = performance.now();
  #joinPace = new JoinPace();

  /** @throws LoadError `INVALID_CONFIG` */
  constructor(input: FaultSettingsInput = {}) {
    this.#settings = resolveFaults(input);
  }

  get settings(): FaultSettings {
    return this.#settings;
  }

  /** Rises with every change: whoever derives something from the settings compares it. */
  get version(): number {
    return this.#version;
  }

  /** Of all joins of the server since the settings last changed. */
  get joinPace(): JoinPace {
    return this.#joinPace;
  }

  /** When the settings last changed; monotonic. */
  get changedAtMs(): number {
    return this.#changedAtMs;
  }

  /**
   * Replaces all settings; what `input` does not name is switched off.
   * @param input {@link FaultSettingsInput} from outside, not yet checked.
   * @throws LoadError `INVALID_CONFIG`; the settings before stay.
   */
  replace(input: unknown): void {
    this.#settings = resolveFaults(input);
    this.#version++;
    this.#joinPace = new JoinPace();
    this.#changedAtMs = performance.now();
  }

  /** One phrase per fault that is switched on. */
  phrases(): string[] {
    return describeFaults(this.#settings);
  }
}
