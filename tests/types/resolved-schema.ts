import type { z } from 'zod';
import type { ResolvedScenario } from '../../src/model/scenario.js';
import type { resolvedScenarioSchema } from '../../src/scenario/resolved-schema.js';

type DeepReadonly<T> = { readonly [K in keyof T]: DeepReadonly<T[K]> };

/** Does not compile when a scenario gains what the schema does not know: such a run could not be repeated from its verdict.json. */
export const readable = (scenario: ResolvedScenario): DeepReadonly<z.input<typeof resolvedScenarioSchema>> => scenario;
