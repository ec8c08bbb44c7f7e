import { z } from 'zod';
import { verdictSchema, verdictSchemaVersion } from './verdict-schema.js';

/**
 * The JSON Schema (draft 2020-12) of `verdict.json`. It allows fields that it does not know, because fields may be added within a version.
 * The build writes it as `verdict.schema.json`.
 */
export function verdictJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(verdictSchema, { io: 'input', target: 'draft-2020-12' });
  return {
    $schema,
    title: `verdict.json of playwright-openvidu, version ${verdictSchemaVersion}`,
    description:
      'Times are ISO 8601, durations are in seconds unless a name says otherwise, the rest in the unit of the metric.',
    ...schema,
  };
}
