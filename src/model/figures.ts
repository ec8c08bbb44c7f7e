import type { ClockOffset } from './clock-offset.js';
import type { MetricName, ParticipantKind } from './metrics.js';
import type { Timeline } from './timeline.js';
import type { EpochMs } from './units.js';

/** One stream of the subscription matrix, named for people. */
export interface StreamName {
  /** Session number within the scenario, from 0, and its name on the platform. */
  readonly session: number;
  readonly sessionName: string;
  readonly from: number;
  readonly to: number;
  readonly kind: 'audio' | 'video';
  readonly receiver: ParticipantKind;
}

/** What can be wrong with a stream, worst first. */
export const streamFaultKinds = ['missing', 'wrong-publisher', 'frozen', 'low-frame-rate'] as const;
export type StreamFaultKind = (typeof streamFaultKinds)[number];

/** A stream that is missing or bad, with what was last known of it. */
export interface StreamFault extends StreamName {
  readonly fault: StreamFaultKind;
  readonly since: EpochMs;
  /** One sentence fragment with the figures, e.g. `5.0 of 30 frames per second`. */
  readonly detail: string;
  /** Its newest second with media, however long ago; absent if it never had one. */
  readonly last?: LastFigures;
  readonly evidence?: StreamEvidence;
}

/** Rates of one second of a stream. */
export interface LastFigures {
  readonly at: EpochMs;
  readonly bitrateKbps: number;
  /** Video only. */
  readonly framesPerSecond?: number;
}

export interface SecondOfStream extends LastFigures {
  readonly residualLoss?: number;
}

/** What can be seen of a stream in trouble. Bounded. */
export interface StreamEvidence {
  readonly seconds: readonly SecondOfStream[];
  /** Last events of its receiver. */
  readonly events: readonly { readonly at: EpochMs; readonly what: string }[];
  /** State of the receiver's connections, in phrases. */
  readonly connections: readonly string[];
  /** What the receiver's browser showed: JPEG, base64. */
  readonly picture?: string;
}

export interface JoinFailure {
  readonly session: number;
  readonly sessionName: string;
  readonly participant: number;
  readonly kind: ParticipantKind;
  /** Whether the platform refused, or the generator could not. */
  readonly cause: 'platform' | 'generator';
  /** The platform said no, which it says to a healthy generator and to a starved one alike. */
  readonly refused?: true;
  readonly reason: string;
}

/** How a generator and its machine fared for a while. Absent = not measured. */
export interface HealthFigures {
  readonly eventLoopDelayP99Ms?: number;
  readonly sendLatenessP99Ms?: number;
  /** A stream of the generator to itself, which does not touch the server. */
  readonly canaryLatenessP99Ms?: number;
  readonly canaryLoss?: number;
  /** Packets dropped because a UDP socket of the generator was full. */
  readonly socketDrops?: number;
  /** Participants whose browser or page died, since the run began. */
  readonly browserCrashes?: number;
  readonly runQueueWait?: number;
  readonly throttled?: number;
  readonly cpuIdle?: number;
  readonly memoryMb?: number;
  /** Lowest captured / nominal frame rate over publishing browsers. */
  readonly captureRate?: number;
  /** Lowest framesDecoded / framesReceived over receiving browsers. */
  readonly decodeShare?: number;
}

/** Health of a generator during one hold. */
export interface GeneratorHealth extends HealthFigures {
  /** The same of the step's ramp: it decides about joins, not about the hold. */
  readonly whileJoining?: HealthFigures;
  /** A server runs on its machine, whose idle share then decides nothing. Machines of one run may differ. */
  readonly sharedWithServer?: boolean;
}

export interface PlatformFigures {
  /** 1 is one core. */
  readonly cpu?: number;
  readonly memoryMb?: number;
  readonly networkOutMbps?: number;
  /** In use of all the CPU that the busiest node has, from 0 to 1. */
  readonly cpuShare?: number;
  /** In use of the memory of the fullest node, from 0 to 1. */
  readonly memoryShare?: number;
  /** In use of the speed of the busiest network interface, from 0 to 1. */
  readonly networkOutShare?: number;
  /** Sources that did not tell, one sentence each. Absent: all did. */
  readonly notMeasured?: readonly string[];
}

/** One value per stream (or participant), by metric and kind of participant. */
export type MetricValues = Readonly<
  Partial<Record<MetricName, Readonly<Partial<Record<ParticipantKind, readonly number[]>>>>>
>;

/** An impairment that was in force during a hold, in seconds of the hold. */
export interface ImpairmentInForce {
  readonly name: string;
  readonly network: string;
  /** Participants that had it. */
  readonly participants: number;
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/**
 * What one generator brings to a step's gather: everything that the step's verdict needs. Values are one per stream (or participant),
 * float32, in a stable order (by session, to, from).
 */
export interface StepFigures {
  readonly generator: number;
  /** From 1. */
  readonly step: number;
  /** This generator's share of the held load. */
  readonly sessions: number;
  readonly participants: number;
  readonly mediaConnections: number;
  readonly expectedStreams: number;
  readonly flowingStreams: number;
  /** Of the hold, without the seconds that belong to an impairment. */
  readonly values: MetricValues;
  /** Of other parts of the hold, by their window: `during outage`. Absent: there are none. */
  readonly windows?: Readonly<Record<string, MetricValues>>;
  /** Absent: none. */
  readonly impairments?: readonly ImpairmentInForce[];
  /** At most 20 each; the counts are whole. */
  readonly missing: readonly StreamFault[];
  readonly missingCount: number;
  readonly bad: readonly StreamFault[];
  readonly badCount: number;
  readonly joinFailures: readonly JoinFailure[];
  readonly joinFailureCount: number;
  /** Joins attempted and media handed over when due / planned. 1 when nothing was due. */
  readonly offeredLoad: number;
  readonly health: GeneratorHealth;
  /** Only generator 1 samples the platform. */
  readonly platform?: PlatformFigures;
  /** Every stream of the subscription matrix, packed as cells; absent if there are too many to keep. For charts. */
  readonly streams?: string;
  /** The step over time. For charts. */
  readonly timeline?: Timeline;
  /** What went wrong on the generator's side and decides nothing, one sentence each: a leave that failed. At most 20. Absent: nothing. */
  readonly notes?: readonly string[];
  /** Values of a metric are right to within so much, in its unit, because two clocks told them. Absent: exact. */
  readonly uncertainties?: Readonly<Partial<Record<MetricName, number>>>;
  /** How this generator's clock stands to the one that all share. */
  readonly clock: ClockOffset;
  /** When it began the step's ramp, by the common clock. */
  readonly startedAt: EpochMs;
  /** By the common clock. */
  readonly holdStartedAt: EpochMs;
  readonly holdSeconds: number;
}

/** The figures of all generators of a step, added up in generator order. */
export interface MergedFigures extends Omit<StepFigures, 'generator' | 'health' | 'clock' | 'startedAt'> {
  /** Between the first generator to begin the step's ramp and the last. Absent where only one did. */
  readonly startSkewMs?: number;
  /** Generators whose figures are in. */
  readonly generators: readonly number[];
  readonly health: readonly (GeneratorHealth & {
    readonly generator: number;
    readonly offeredLoad: number;
    /** How its clock stood to the common one; absent where it was alone. */
    readonly clock?: ClockOffset;
  })[];
}
