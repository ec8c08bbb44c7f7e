import { z } from 'zod';

const participant = z.number().int().nonnegative();
const session = z.string().min(1).optional();

const packetLoss = z.strictObject({
  /** Share of packets that are lost, 0 to 1. */
  ratio: z.number().min(0).max(1),
  /** Lost on the way from the publisher to the server, or on the way from the server to the subscriber. */
  on: z.enum(['publisher', 'subscriber']),
  /** Only streams of this participant. */
  from: participant.optional(),
  /** Only subscriptions of this participant; has no meaning on the publisher's leg. */
  to: participant.optional(),
  /** Retransmissions are lost as well, so that no repair helps. Default false. */
  residual: z.boolean().default(false),
  session,
});

const dropSubscription = z.strictObject({ from: participant, to: participant, session });

const freezeStream = z.strictObject({
  from: participant,
  /** Default: every subscriber. */
  to: participant.optional(),
  /** Seconds after the stream's first packet. Default 0. */
  afterSeconds: z.number().nonnegative().default(0),
  /** Then the video goes on. Counted from the freeze's start, which is never before the fault was switched on. Default: for good. */
  forSeconds: z.number().positive().optional(),
  session,
});

const lowFrameRate = z.strictObject({
  /** Default: every publisher. */
  from: participant.optional(),
  /** Default: every subscriber. */
  to: participant.optional(),
  framesPerSecond: z.number().positive(),
  session,
});

const delay = z.strictObject({
  /** Added between server and subscriber. */
  ms: z.number().nonnegative().max(10_000),
  from: participant.optional(),
  to: participant.optional(),
  session,
});

const jitter = z.strictObject({
  /** How much longer every second frame or sound packet is held than the others; less than the 20 ms between two sound packets. */
  ms: z.number().nonnegative().lt(20),
  from: participant.optional(),
  to: participant.optional(),
  session,
});

const bandwidthCapKbps = z.strictObject({
  /** Of RTP packets, without SRTP, UDP and IP. */
  kbps: z.number().positive(),
  to: participant.optional(),
  session,
});

const swapStreams = z
  .strictObject({
    a: participant,
    b: participant,
    /** Default: every subscriber. */
    to: participant.optional(),
    session,
  })
  .refine(({ a, b }) => a !== b, { message: 'must be another participant than a', path: ['b'] });

const refuseJoins = z.strictObject({
  /** Participants that are let in, over all sessions. */
  after: z.number().int().nonnegative(),
});

/**
 * How the embedded server misbehaves on purpose. Participants are indexes from client data; `session` restricts a fault to
 * sessions whose name contains the text.
 */
export const faultSettingsSchema = z.strictObject({
  packetLoss: packetLoss.optional(),
  /** One subscription gets no media at all. */
  dropSubscription: dropSubscription.optional(),
  /** A stream's video stops, its audio goes on. */
  freezeStream: freezeStream.optional(),
  /** Whole video frames are left out of subscriptions, without a gap in its sequence numbers. */
  lowFrameRate: lowFrameRate.optional(),
  /** Everything that the server sends to a subscriber leaves later. */
  delay: delay.optional(),
  /** Packets come unevenly: every second frame or sound packet leaves later, so that receivers read this interarrival jitter. */
  jitter: jitter.optional(),
  /** Each subscription gets no more than this; what does not fit into a short queue is dropped. */
  bandwidthCapKbps: bandwidthCapKbps.optional(),
  /** Who subscribes to one of two participants gets the media of the other. */
  swapStreams: swapStreams.optional(),
  /** Joins are refused as by a deployment without a media node to spare. */
  refuseJoins: refuseJoins.optional(),
  /** Packets per second that the whole server forwards; more are dropped. */
  forwardCapPacketsPerSecond: z.number().int().positive().optional(),
  /** CPU time burned for each forwarded packet, in µs. */
  cpuPerPacketMicros: z.number().nonnegative().optional(),
  /** Delay of every joinRoom answer, in ms. */
  joinDelayMs: z.number().nonnegative().optional(),
  /** Joins that the whole server answers per second; more wait for their turn. */
  joinsPerSecond: z.number().min(0.001).optional(),
  /** Seed of everything random. Default 1. */
  seed: z.number().int().default(1),
});

/** What a user writes. */
export type FaultSettingsInput = z.input<typeof faultSettingsSchema>;
/** With defaults filled in. */
export type FaultSettings = z.output<typeof faultSettingsSchema>;
