import type { Impairment } from './impairment.js';
import type { ParticipantKind } from './metrics.js';

/** Which kinds of media one participant publishes, and from whom it receives. Indexes count from 0 within the session. */
export interface ParticipantRole {
  readonly index: number;
  readonly publishes: { readonly audio: boolean; readonly video: boolean };
  /** Indexes of the publishers it subscribes to, ascending. */
  readonly receivesFrom: readonly number[];
}

/** Who publishes and who subscribes to whom in sessions of a fixed size, as data. */
export type ResolvedSessionTopology =
  | { readonly type: 'n-to-n'; readonly size: number; readonly only?: 'audio' | 'video' }
  | { readonly type: 'n-to-m'; readonly publishers: number; readonly subscribers: number }
  | { readonly type: 'teaching'; readonly teachers: number; readonly students: number }
  | { readonly type: 'custom'; readonly name: string; readonly roles: readonly ParticipantRole[] };

/** One session that grows: steps count participants, not sessions. */
export type ResolvedGrowingTopology =
  | { readonly type: 'growing-n-to-n' }
  | { readonly type: 'growing-n-to-m'; readonly publishers: number };

/** A part of a mix: of all sessions it has `weight` / sum of weights. */
export interface ResolvedMixPart {
  readonly topology: ResolvedSessionTopology;
  readonly weight: number;
}

/** Who publishes and who subscribes to whom, as data. */
export type ResolvedTopology =
  | ResolvedSessionTopology
  | ResolvedGrowingTopology
  | { readonly type: 'mix'; readonly parts: readonly ResolvedMixPart[] };

export const loadShapes = ['constant', 'staircase', 'ramp', 'spike', 'soak', 'arrivals', 'stages'] as const;
export type LoadShape = (typeof loadShapes)[number];

/** Times of one step. */
export interface ResolvedStepTimes {
  readonly holdSeconds: number;
  /** Absent: as long as `joinsPerSecond` makes it. */
  readonly rampSeconds?: number;
}

/** Sessions or participants that come and go at random. */
export interface ResolvedArrivals {
  readonly perSecond: number;
  /** How long each stays; the mean, if `exponential`. */
  readonly staySeconds: number;
  readonly stay: 'exponential' | 'fixed';
  /** How many are there when the first hold begins. */
  readonly from: number;
}

/** How load goes over time, as data. `levels` are sessions or participants, one per step. */
export interface ResolvedLoadShape {
  readonly type: LoadShape;
  readonly unit: 'sessions' | 'participants';
  readonly levels: readonly number[];
  /** Judged time of each step. Whole seconds, at least 10. */
  readonly holdSeconds: number;
  /** Times of every step, where they differ from step to step. */
  readonly times?: readonly ResolvedStepTimes[];
  /** Only of `arrivals`. The levels then are what is there when each hold begins. */
  readonly arrivals?: ResolvedArrivals;
  /** Joins started per second by the whole scenario during a ramp. */
  readonly joinsPerSecond: number;
  /** Wait after all streams flow, before the hold. */
  readonly settleSeconds: number;
  /** Longest wait for all streams to flow. After it the step is judged as it is. */
  readonly settleLimitSeconds: number;
}

/** Names of the clips that ship, by picture size. */
export const clipNames = ['180p', '360p', '540x360', '480p', '720p'] as const;
export type ClipName = (typeof clipNames)[number];

/** Codecs that native publishers have clips of. */
export const videoCodecs = ['vp8', 'h264'] as const;
export type VideoCodec = (typeof videoCodecs)[number];

export interface ResolvedMedia {
  /** What publishers send; browsers capture the same size. */
  readonly video: ClipName;
  /** What native publishers send it in. Browsers choose for themselves. */
  readonly videoCodec: VideoCodec;
  /** Nominal frame rate. */
  readonly framesPerSecond: number;
  /** How native publishers react to the server's bandwidth feedback. */
  readonly adapt: 'remb' | 'loss' | 'off';
  /** OpenVidu 3: publishers send the picture in up to three sizes at once, and the server chooses for each receiver. */
  readonly simulcast?: boolean;
}

/** What a participant's microphone gives: speech, silence, or nothing because it is off. */
export type Voice = 'speech' | 'silence' | 'muted';

/** Who speaks when: in each session some at a time, for a turn each. */
export interface ResolvedSpeakers {
  /** Native participants of a session that speak at once. */
  readonly active: number;
  readonly turnSeconds: number;
  /** What the microphones of all other native participants give. */
  readonly others: Exclude<Voice, 'speech'>;
}

/** Data signals: every participant sends some to everyone in its session, but for browsers that run the user's own app. */
export interface ResolvedSignals {
  /** Of each participant. */
  readonly perSecond: number;
  /** Length of what a signal carries. */
  readonly bytes: number;
}

/** Browsers per scenario; all other participants are native. */
export interface ResolvedParticipantMix {
  /** Number of browser participants per scenario, or `all`. */
  readonly browser: number | 'all';
  /** Browsers run the user's own app, at this address, or at one that a function gives for each. */
  readonly app?: { readonly url: string };
  /** `false`: browsers publish without the marks by which receivers measure latency, loss and identity. */
  readonly groundTruth?: false;
  /** Absent: every native participant that publishes sound speaks all the time. */
  readonly speakers?: ResolvedSpeakers;
  /** Absent: none are sent. */
  readonly signals?: ResolvedSignals;
}

/** Whom an impairment concerns: participants to whom all of this applies. */
export interface ResolvedWho {
  readonly kind?: ParticipantKind;
  /** Indexes within their session. */
  readonly participants?: readonly number[];
  /** Numbers of sessions, from 0. */
  readonly sessions?: readonly number[];
  /** Share of all these that is concerned, chosen by the scenario's seed. */
  readonly share?: number;
}

/** When an impairment of a while begins and ends. It lies within one hold. */
export interface ImpairmentTime {
  readonly step: number;
  /** From the start of the step's hold. */
  readonly afterSeconds: number;
  readonly forSeconds: number;
  /** These seconds behind it still belong to it. */
  readonly recoverySeconds: number;
}

/** Network conditions that some participants have. */
export interface ResolvedImpairment {
  readonly name: string;
  /** For people: the profile's name, or the conditions in words. */
  readonly network: string;
  readonly conditions: Impairment;
  readonly who: ResolvedWho;
  /** Absent: from join to leave. */
  readonly time?: ImpairmentTime;
}

/** The part of the holds that a threshold judges. Events are `step n` and names of impairments that have a time. */
export type ResolvedWindow =
  | { readonly type: 'during' | 'after' | 'before'; readonly event: string }
  | { readonly type: 'between'; readonly events: readonly [from: string, to: string] };

/** `<aggregate> <operator> <number>`, taken apart. */
export interface ResolvedThreshold {
  readonly metric: string;
  readonly aggregate: Aggregate;
  readonly operator: '<' | '<=' | '>' | '>=' | '==';
  readonly bound: number;
  /** Only streams received (or participants) of this kind, if given. */
  readonly participantKind?: ParticipantKind;
  /** Absent: every hold, without the seconds that belong to an impairment. */
  readonly window?: ResolvedWindow;
  /** As the user wrote it, with its window: `p5 >= 20 after outage`. */
  readonly text: string;
}

export const aggregates = ['min', 'max', 'avg', 'p1', 'p5', 'p50', 'p95', 'p99', 'count'] as const;
export type Aggregate = (typeof aggregates)[number];

export const guardMetrics = ['missingStreams', 'joinFailures', 'badStreams'] as const;
export type GuardMetric = (typeof guardMetrics)[number];

/** How a search comes from level to level. */
export const searchMethods = ['bisection', 'staircase'] as const;
export type SearchMethod = (typeof searchMethods)[number];

/** Search and expectation of a capacity test. */
export interface ResolvedCapacity {
  readonly search: SearchMethod;
  /**
   * Present when the peak join rate is sought: the joins per second of each level. In each step the same participants join, and leave after
   * it.
   */
  readonly joinRates?: readonly number[];
  readonly atLeast?: {
    readonly sessions?: number;
    readonly participants?: number;
    readonly mediaConnections?: number;
    readonly joinsPerSecond?: number;
  };
  /** Absent: it makes no sense for what is sought. */
  readonly sizing?: ResolvedSizing;
}

/** For how many sessions nodes are counted. */
export interface ResolvedSizing {
  readonly sessions: readonly number[];
  /** Share of its capacity to which a node is used, above 0, at most 1. */
  readonly headroom: number;
}

/** A metric that is compared with a baseline: one figure per step, on a scale, with the least change that matters. */
export interface ResolvedPrimaryMetric {
  readonly metric: string;
  readonly aggregate: Exclude<Aggregate, 'count'>;
  /** Only streams received (or participants) of this kind, if given. */
  readonly participantKind?: ParticipantKind;
  /** `log`: changes are ratios. `additive`: changes are differences, for metrics that are 0 when all is well. */
  readonly scale: 'log' | 'additive';
  /** Least change for the worse that matters: a share (0.1 is 10 %) on a `log` scale, else in the metric's unit. */
  readonly margin: number;
  /** `log` only: smaller values count as this one, so that nothing near 0 looks like a large ratio. */
  readonly floor?: number;
  /** As the user may write it: `p95 joinTime`. */
  readonly text: string;
}

/** What a baseline may differ in from a run that is compared with it, if the scenario says so. */
export const tolerableDifferences = ['platform.version', 'platform.url', 'machine'] as const;
export type TolerableDifference = (typeof tolerableDifferences)[number];

/** How a scenario is compared with its stored baseline. */
export interface ResolvedBaseline {
  readonly metrics: readonly ResolvedPrimaryMetric[];
  /** How often the steps are run within one test, everyone joining anew. */
  readonly repeat: number;
  /** Least loss of capacity that matters, as a share; only for a scenario that looks for one. */
  readonly capacityMargin: number;
  /** Differences that do not make two runs unlike. */
  readonly across: readonly TolerableDifference[];
}

/** A scenario with every default filled in: enough to repeat it exactly. Evidence and verdict.json carry it. */
export interface ResolvedScenario {
  readonly title: string;
  readonly topology: ResolvedTopology;
  readonly load: ResolvedLoadShape;
  readonly participants: ResolvedParticipantMix;
  readonly media: ResolvedMedia;
  /** Absent: none. */
  readonly impairments?: readonly ResolvedImpairment[];
  readonly thresholds: readonly ResolvedThreshold[];
  /** Largest value that passes, per guard; `relaxed` guards are absent. */
  readonly guards: Readonly<Partial<Record<GuardMetric, number>>>;
  /** Present when the scenario looks for a capacity. */
  readonly capacity?: ResolvedCapacity;
  /** Present when the scenario is compared with a baseline. */
  readonly baseline?: ResolvedBaseline;
  readonly seed: number;
  /** A platform that does not take a participant within this time has failed the join. */
  readonly joinTimeoutSeconds: number;
}
