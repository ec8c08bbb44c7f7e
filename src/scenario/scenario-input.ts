import type { BrowserApp } from '../model/browser-app.js';
import type {
  ClipName,
  GuardMetric,
  ResolvedMedia,
  ResolvedSpeakers,
  SearchMethod,
  VideoCodec,
} from '../model/scenario.js';
import type { BaselineInput } from './baseline-input.js';
import type { Duration } from './duration.js';
import type { ImpairmentInput } from './impairment-input.js';
import type { LoadInput, LoadOptions } from './load-shapes.js';
import type { Thresholds } from './thresholds.js';
import type { TopologyInput } from './topologies.js';

/** Browser participants, and what runs in them. */
export interface BrowsersInput {
  /** How many, or `'all'`. */
  readonly count: number | 'all';
  /** Your own application in place of this package's page. */
  readonly app?: BrowserApp;
  /**
   * Whether what they publish carries marks, by which receivers measure latency, loss and identity: a stamped picture and tones in place
   * of Chromium's fake camera. Default `true`.
   */
  readonly groundTruth?: boolean;
}

/** Who speaks when. Browsers are not concerned: they always send sound. */
export interface SpeakersInput {
  /** Native participants of a session that speak at once, 1 to 1000. */
  readonly active: number;
  /** How long, before the seed chooses others: `'3s'` to `'600s'`. Default `'5s'`. */
  readonly turn?: Duration;
  /**
   * What the others do: `'silence'` sends the silence of an open microphone; `'muted'` switches it off as a user does, tells the platform
   * and sends nothing. Streams that are muted by plan are not missing. Default `'silence'`.
   */
  readonly others?: ResolvedSpeakers['others'];
}

/** Data signals to the whole session, of all participants but browsers that run your own app. */
export interface SignalsInput {
  /** Signals that each participant sends per second, 0.01 to 50. Everyone in the session receives each of them. */
  readonly perSecond: number;
  /** Length of what a signal carries, in bytes, 64 to 16000. Default 100. */
  readonly bytes?: number;
}

/** Which participants are real browsers. All others are native. */
export interface ParticipantMixInput {
  /**
   * Browser participants per scenario: a number, or `'all'`. They join as early as possible, spread over the sessions of the first step,
   * and are participants that receive video where the topology has any. Default 0.
   */
  readonly browser?: number | 'all' | BrowsersInput;
  /** Says what happens anyway: the rest is native. */
  readonly native?: 'rest';
  /** Default: every native participant that publishes sound speaks all the time. */
  readonly speakers?: SpeakersInput;
  /** Default: none are sent. */
  readonly signals?: SignalsInput;
}

/** What publishers send. */
export interface MediaInput {
  /** Picture size of the clip; browsers capture the same size. Default `'540x360'`. */
  readonly video?: ClipName;
  /** What native publishers send: `'h264'` on OpenVidu 3 only, and without browsers. Default `'vp8'`. */
  readonly videoCodec?: VideoCodec;
  /** Nominal frame rate, 1 to 60. The clips that ship have 30, the default. */
  readonly framesPerSecond?: number;
  /** How native publishers react to the server's bandwidth feedback. Default `'remb'`. */
  readonly adapt?: ResolvedMedia['adapt'];
  /** OpenVidu 3: publishers send `video` and the smaller 360p and 180p at once. OpenVidu 2 has no such thing. Default `false`. */
  readonly simulcast?: boolean;
}

/** Largest value that passes, per guard, or `'off'`. Default 0 each. */
export type GuardsInput = { readonly [G in GuardMetric]?: number | 'off' };

/** What load tests and capacity tests share. */
export interface CommonInput {
  readonly topology: TopologyInput;
  readonly participants?: ParticipantMixInput;
  readonly media?: MediaInput;
  /** Network conditions of some participants, always or for a while. Default: none. */
  readonly impairments?: readonly ImpairmentInput[];
  /** Default: none; the guards always judge. */
  readonly thresholds?: Thresholds;
  readonly guards?: GuardsInput;
  /**
   * Compares the scenario with a baseline that is stored beside the spec, written and extended by `--update-snapshots`. Its steps then
   * run `repeat` times. Default: not compared.
   */
  readonly baseline?: BaselineInput;
  /** Seed of everything random, 0 to 4294967295. Default 1. */
  readonly seed?: number;
  /** A platform that does not take a participant within this time has failed the join. At least `'1s'`. Default `'30s'`. */
  readonly joinTimeout?: Duration;
}

/** A load test as the user writes it. */
export interface ScenarioInput extends CommonInput {
  readonly load: LoadInput;
}

/** A capacity test as the user writes it: load rises until a step fails, then falls to where it passes. */
export interface CapacityInput extends CommonInput, LoadOptions {
  /**
   * Where the search ends if no step fails: `sessions`, or `participants` of a session that grows. With `joinsPerSecond` the peak join rate
   * is sought: in each step the same participants join at the rate of its level, and leave after it.
   */
  readonly upTo:
    | { readonly sessions: number }
    | { readonly participants: number }
    | { readonly joinsPerSecond: number };
  /**
   * With `upTo.joinsPerSecond`: sessions into which everyone joins in each step. Default: so many that the highest rate takes 2 s. Otherwise
   * not allowed.
   */
  readonly sessions?: number;
  /**
   * How the search comes from level to level. `'bisection'` rises twice as far each time and then halves: of 30 levels it holds at most 15.
   * `'staircase'` leaves none out. Default `'bisection'`.
   */
  readonly search?: SearchMethod;
  /** First level. Default: the smallest that carries a stream, 1 session; 1 join per second. */
  readonly from?: number;
  /** Distance of two levels, at least 1: how exact the answer is. Default 1. */
  readonly step?: number;
  /** The capacity that the deployment must have. The test passes if the lower bound reaches it. Default: none. */
  readonly atLeast?: {
    readonly sessions?: number;
    readonly participants?: number;
    readonly mediaConnections?: number;
    readonly joinsPerSecond?: number;
  };
  /** What the report counts nodes for. */
  readonly sizing?: SizingInput;
}

/** What a buyer needs, derived from the capacity that is found. */
export interface SizingInput {
  /** Sessions that are to be carried at the same time, up to 1 000 000; one number or several. Default `[10, 100, 1000]`. */
  readonly sessions?: number | readonly number[];
  /** Share of its capacity to which a node is used, above 0, at most 1. Default 0.7. */
  readonly headroom?: number;
}
