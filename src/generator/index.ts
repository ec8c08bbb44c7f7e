export type { GeneratorOptions } from './generator-options.js';
export { runGenerator } from './run-generator.js';
