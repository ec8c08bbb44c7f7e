import type { BrowserApp } from '../model/browser-app.js';
import type { Rendezvous, RendezvousWaits } from '../model/gather.js';
import type { ParticipantKind } from '../model/metrics.js';
import type { Plan } from '../model/plan.js';
import type { ResolvedScenario } from '../model/scenario.js';
import type { JudgedStep } from '../model/verdict.js';
import type { ParticipantFactory } from '../participants/participant.js';
import type { FiguresSource } from '../platforms/figures/figures-source.js';
import type { Platform } from '../platforms/platform.js';

/** Everything one generator needs to carry its share of a scenario. */
export interface GeneratorOptions {
  readonly scenario: ResolvedScenario;
  /** Tells the scenario apart from every other of the run, also from one of the same title. */
  readonly scenarioKey: string;
  /** The whole plan; the generator takes its own share of it. */
  readonly plan: Plan;
  /** The scenario runs so often, and this is one of these times. Default: once. */
  readonly run?: { readonly number: number; readonly of: number };
  /** From 1. */
  readonly generator: number;
  readonly generators: number;
  readonly platform: Platform;
  /** Tells more of the platform than it does itself. */
  readonly figuresSource?: FiguresSource;
  readonly factories: (kind: ParticipantKind) => Promise<ParticipantFactory>;
  readonly sessionName: (session: number) => string;
  /** The user's own app, which browser participants run. Default: this package's page. */
  readonly app?: BrowserApp;
  readonly rendezvous: Rendezvous;
  /** A server runs on this machine: its idle share then tells nothing of the generator. */
  readonly sharedWithServer: boolean;
  /** Called after every step, before the next one starts; a crash loses at most the current step. */
  readonly onStep: (result: JudgedStep) => Promise<void>;
  readonly waits: RendezvousWaits;
}
