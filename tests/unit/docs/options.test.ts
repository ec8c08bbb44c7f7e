import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { verdictSchema } from '../../../reporters/json/verdict-schema.js';
import { type Impairment, impairmentProfiles } from '../../../src/model/impairment.js';
import { clipNames, videoCodecs } from '../../../src/model/scenario.js';
import { scenarioDefaults } from '../../../src/scenario/defaults.js';
import { limits } from '../../../src/scenario/limits.js';
import { faultSettingsSchema } from '../../../src/server/faults/fault-settings.js';
import { page } from './pages.js';

/** The row of a table that begins with this option. */
function rowOf(file: string, option: string): string {
  const rows = page(file)
    .text.split('\n')
    .filter((line) => line.startsWith(`| \`${option}\``));
  assert.equal(rows.length, 1, `${file} has ${rows.length} rows for ${option}`);
  return rows[0]!;
}

/** Whole numbers of a row. */
const numbersIn = (row: string) => new Set([...row.matchAll(/\d+/g)].map(([text]) => Number(text)));

describe('docs/configuration.md', () => {
  const { holdSeconds, joinsPerSecond, settleSeconds, settleLimitSeconds, seed, joinTimeoutSeconds, recoverySeconds } =
    scenarioDefaults;
  const documented: Readonly<Record<string, readonly number[]>> = {
    hold: [holdSeconds, limits.holdSeconds.min, limits.holdSeconds.max],
    settle: [settleSeconds, limits.settleLimitSeconds.max],
    settleLimit: [settleLimitSeconds, limits.settleLimitSeconds.min, limits.settleLimitSeconds.max],
    joinsPerSecond: [joinsPerSecond, limits.joinsPerSecond],
    joinTimeout: [joinTimeoutSeconds, limits.joinTimeoutSeconds.min, limits.joinTimeoutSeconds.max],
    impairments: [recoverySeconds, limits.impairmentSeconds.min],
    seed: [seed, 0, limits.seed],
    'media.framesPerSecond': [scenarioDefaults.framesPerSecond, limits.framesPerSecond],
    'participants.browser': [scenarioDefaults.browser as number, limits.participantsPerSession],
  };
  for (const [option, numbers] of Object.entries(documented))
    it(`tells default and range of ${option}`, () => {
      const told = numbersIn(rowOf('docs/configuration.md', option));
      for (const number of numbers) assert.ok(told.has(number), `${number} is not in its row`);
    });

  it('tells the clips and how publishers adapt', () => {
    const video = rowOf('docs/configuration.md', 'media.video');
    for (const clip of clipNames) assert.ok(video.includes(`\`'${clip}'\``), clip);
    assert.ok(video.includes(`| \`'${scenarioDefaults.video}'\` |`));
    const codec = rowOf('docs/configuration.md', 'media.videoCodec');
    for (const name of videoCodecs) assert.ok(codec.includes(`\`'${name}'\``), name);
    assert.ok(rowOf('docs/configuration.md', 'media.adapt').includes(`| \`'${scenarioDefaults.adapt}'\` |`));
  });
});

describe('docs/writing-scenarios.md', () => {
  for (const [name, { latencyMs, ...profile }] of Object.entries<Impairment>(impairmentProfiles))
    it(`tells the conditions of ${name}`, () => {
      const told = rowOf('docs/writing-scenarios.md', name).split('|').slice(2, -1);
      const shown = (value: number | undefined, unit: string) => (value ? `${value} ${unit}` : '–');
      assert.deepEqual(
        told.map((cell) => cell.trim()),
        [
          shown(latencyMs, 'ms'),
          shown(profile.loss * 100, '%'),
          shown(profile.uploadKbps, 'kbps'),
          shown(profile.downloadKbps, 'kbps'),
        ],
      );
    });
});

describe('docs/embedded-server.md', () => {
  for (const [fault, schema] of Object.entries(faultSettingsSchema.shape))
    it(`tells of the fault ${fault} and its fields`, () => {
      const row = rowOf('docs/embedded-server.md', fault);
      const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
      const fields = inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
      for (const field of fields) assert.ok(row.includes(`\`${field}`), `${fault} without ${field}`);
    });
});

describe('docs/report.md', () => {
  it('tells of every field of verdict.json', () => {
    const { text } = page('docs/report.md');
    const missing = [...fieldsOf(verdictSchema)].filter((field) => !text.includes(`\`${field}\``));
    assert.deepEqual(missing, []);
  });
});

/** Names of all fields of a schema, however deep. */
function fieldsOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) fieldsOf(schema.unwrap(), found);
  else if (schema instanceof z.ZodArray) fieldsOf(schema.element, found);
  else if (schema instanceof z.ZodRecord) fieldsOf(schema.valueType, found);
  else if (schema instanceof z.ZodObject)
    for (const [name, field] of Object.entries(schema.shape)) {
      found.add(name);
      fieldsOf(field, found);
    }
  return found;
}
