import assert from 'node:assert/strict';
import { LoadError } from '../../../src/model/errors.js';
import { resolveScenario, type ScenarioInput } from '../../../src/scenario/index.js';

/** Sentences of the mistakes in an input, which may be anything: specs may be plain JavaScript. */
export function mistakesIn(input: unknown, title = 'rooms'): string[] {
  try {
    resolveScenario(title, input as ScenarioInput);
  } catch (error) {
    assert.ok(error instanceof LoadError);
    assert.equal(error.code, 'INVALID_SCENARIO');
    return error.message.split('\n  - ').slice(1);
  }
  return [];
}
