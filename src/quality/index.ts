export { aggregate, aggregateSet } from './aggregate.js';
export type { Window } from './intervals.js';
export { isFlowing, type LiveFigures, liveFigures } from './live.js';
export { meets } from './meets.js';
export { parseThreshold } from './parse-threshold.js';
export { round6 } from './round.js';
export { type Fault, streamFault } from './stream-fault.js';
export { streamValues } from './stream-values.js';
