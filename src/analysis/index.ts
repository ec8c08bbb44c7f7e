export { thresholdBreach } from './breaches.js';
export { curveStep } from './curve-step.js';
export { decide } from './decide.js';
export { type HealthOptions, unhealthyBecause } from './health.js';
export { judgeStep } from './judge-step.js';
export { mergeFigures } from './merge-figures.js';
export { scenarioVerdict, scenarioVerdictOf } from './scenario-verdict.js';
