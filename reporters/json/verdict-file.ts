import type { StreamFault } from '../../src/model/figures.js';
import type { EpochMs } from '../../src/model/units.js';
import type { RunModel, ScenarioModel, StepModel } from '../collect/run-model.js';
import { type VerdictFile, verdictSchema, verdictSchemaVersion } from './verdict-schema.js';

/**
 * The model in the shape of `verdict.json`: times in ISO 8601, everything in the schema's order.
 * @throws ZodError if the model does not fit the schema, so that no reader ever meets a file that does not
 */
export function verdictFile(model: RunModel): VerdictFile {
  const { id, startedAt, durationSeconds, generators, shards, partial, machines, platform } = model.run;
  const { packageVersion, embeddedServer } = model.run;
  const [machine = null, ...otherMachines] = machines;
  return verdictSchema.parse({
    schemaVersion: verdictSchemaVersion,
    run: {
      id,
      startedAt: startedAt === null ? null : instant(startedAt),
      durationSeconds,
      generators,
      shards,
      partial,
      machine,
      otherMachines,
      platform,
      packageVersion,
      embeddedServer,
    },
    verdict: model.verdict,
    problems: model.problems,
    scenarios: model.scenarios.map(scenarioOf),
  });
}

/** The text of `verdict.json`. */
export const verdictJson = (model: RunModel): string => `${JSON.stringify(verdictFile(model), null, 2)}\n`;

function scenarioOf(scenario: ScenarioModel): unknown {
  return { ...scenario, steps: scenario.steps.map(stepOf) };
}

function stepOf(step: StepModel): unknown {
  return {
    ...step,
    holdStartedAt: instant(step.holdStartedAt),
    missing: step.missing.map(faultOf),
    bad: step.bad.map(faultOf),
    platform: step.platform ?? null,
  };
}

/** Pictures stay in the report. */
function faultOf({ last, evidence, ...fault }: StreamFault): unknown {
  const timed = <T extends { readonly at: EpochMs }>(of: T) => ({ ...of, at: instant(of.at) });
  return {
    ...fault,
    since: instant(fault.since),
    ...(last && { last: timed(last) }),
    ...(evidence && {
      evidence: {
        seconds: evidence.seconds.map(timed),
        events: evidence.events.map(timed),
        connections: evidence.connections,
      },
    }),
  };
}

const instant = (at: EpochMs): string => new Date(at).toISOString();
