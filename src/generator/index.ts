export { curveOf } from './curve-of.js';
export type { GeneratorOptions, StepResult } from './generator-options.js';
export { runGenerator } from './run-generator.js';
