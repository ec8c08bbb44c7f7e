export type { Window } from './intervals.js';
export { isFlowing, liveFigures } from './live.js';
export { streamFault } from './stream-fault.js';
export { streamValues } from './stream-values.js';
