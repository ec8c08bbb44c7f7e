export { hasRestarted, isWithin, overlapOf, type Window, type Windows } from './intervals.js';
export { isFlowing, liveFigures } from './live.js';
export type { HopRoundTrips } from './mos-values.js';
export { meanRoundTripMs } from './round-trips.js';
export { secondsOfStream } from './seconds-of-stream.js';
export { type SignalsOfSender, signalValues } from './signal-values.js';
export { hasNews } from './silence.js';
export { streamFault } from './stream-fault.js';
export { streamValues } from './stream-values.js';
