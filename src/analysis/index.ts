export { capacityOf } from './capacity.js';
export { curveStep } from './curve-step.js';
export { decide } from './decide.js';
export { type HealthOptions, isHealthy, unhealthyBecause } from './health.js';
export { judgeStep, type StepContext } from './judge-step.js';
export { mergeFigures } from './merge-figures.js';
export { valuesOf } from './metric-values.js';
export { scenarioVerdict, scenarioVerdictOf } from './scenario-verdict.js';
