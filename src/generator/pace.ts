import { countdown, expectedExtraSeconds, holdsOfJudged, searchRange } from '../analysis/index.js';
import type { Plan, PlannedStep } from '../model/plan.js';
import type { Progress } from '../model/progress.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { EpochMs } from '../model/units.js';
import type { JudgedStep } from '../model/verdict.js';
import { rampSeconds } from '../scenario/index.js';
import { now } from './clock.js';

type Phase = Progress['phase'];

/** How far a scenario is, and how long it goes on. */
export class Pace {
  readonly #results: JudgedStep[] = [];
  /** What each finished step took beyond ramp, pause and hold. */
  readonly #extraSeconds: number[] = [];
  #step: PlannedStep | undefined;
  #attempt = 1;
  #phase: Phase = 'joining';
  #stepBeganAt: EpochMs = now();
  #phaseBeganAt: EpochMs = now();
  #pauseSeconds = 0;
  #left: ReturnType<typeof countdown> | undefined;

  constructor(
    private readonly plan: Plan,
    private readonly scenario: ResolvedScenario,
    /** The scenario runs so often, and this is one of these times. */
    private readonly run: { readonly number: number; readonly of: number } = { number: 1, of: 1 },
  ) {}

  get phase(): Phase {
    return this.#phase;
  }

  begin(step: PlannedStep, attempt: number, pauseSeconds: number): void {
    this.#step = step;
    this.#attempt = attempt;
    this.#pauseSeconds = pauseSeconds;
    this.#stepBeganAt = now();
    this.#left = countdown(this.plan, this.scenario, {
      holds: holdsOfJudged(this.#results),
      step: step.index,
      extraSeconds: this.#extra(),
      runsToCome: this.run.of - this.run.number,
    });
  }

  enter(phase: Phase): void {
    this.#phase = phase;
    this.#phaseBeganAt = now();
  }

  held(result: JudgedStep): void {
    this.#results.push(result);
    if (!this.#step) return;
    const planned = rampSeconds(this.#step) + this.#pauseSeconds + this.#step.holdSeconds;
    this.#extraSeconds.push(Math.max(0, (now() - this.#stepBeganAt) / 1000 - planned));
  }

  progress(): Pick<Progress, 'attempt' | 'run' | 'phase' | 'phaseTime' | 'left' | 'search'> {
    const at = now();
    const seconds = (at - this.#phaseBeganAt) / 1000;
    const whole = this.#phaseSeconds();
    const isHolding = this.#phase === 'holding';
    const left = this.#phase === 'leaving' ? undefined : this.#left;
    return {
      phase: this.#phase,
      attempt: this.#attempt,
      ...(this.run.of > 1 && { run: this.run }),
      phaseTime: { seconds, ...(whole !== undefined && { of: whole }) },
      ...(left && {
        left: left({
          sinceBeginSeconds: (at - this.#stepBeganAt) / 1000,
          ...(isHolding && { sinceHoldSeconds: seconds }),
          ...(this.#phase === 'gathering' && { sinceHoldSeconds: seconds + this.#step!.holdSeconds }),
        }),
      }),
      ...(this.scenario.capacity && { search: searchRange(this.#results, this.scenario) }),
    };
  }

  #phaseSeconds(): number | undefined {
    return this.#phase === 'holding' ? this.#step?.holdSeconds : undefined;
  }

  #extra(): number {
    const seen = this.#extraSeconds;
    if (seen.length === 0) return expectedExtraSeconds(this.scenario);
    return seen.reduce((sum, seconds) => sum + seconds, 0) / seen.length;
  }
}
