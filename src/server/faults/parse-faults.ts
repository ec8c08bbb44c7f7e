import { z } from 'zod';
import { LoadError } from '../../model/errors.js';
import { type FaultSettings, faultSettingsSchema } from './fault-settings.js';

/**
 * Checks settings from outside and fills in defaults.
 * @throws LoadError `INVALID_CONFIG` naming every mistake at once.
 */
export function resolveFaults(input: unknown): FaultSettings {
  const parsed = faultSettingsSchema.safeParse(input);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map((issue) => {
    const where = issue.path.join('.');
    return where === '' ? issue.message : `${where}: ${issue.message}`;
  });
  throw invalid(mistakes);
}

/**
 * Reads faults as a command line gives them: `cpuPerPacketMicros=200`, `dropSubscription=from:0,to:3,session:room`.
 * @throws LoadError `INVALID_CONFIG` naming every mistake at once.
 */
export function parseFaults(texts: readonly string[]): FaultSettings {
  const input: Record<string, unknown> = {};
  const mistakes: string[] = [];
  for (const text of texts) {
    const [, name, value] = /^(\w+)=(.+)$/.exec(text) ?? [];
    if (name === undefined || value === undefined) mistakes.push(`"${text}" is not name=value`);
    else input[name] = isObjectSchema(name) ? parseFields(value, mistakes) : parseScalar(value);
  }
  if (mistakes.length > 0) throw invalid(mistakes);
  return resolveFaults(input);
}

function parseFields(text: string, mistakes: string[]): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  for (const part of text.split(',')) {
    const colon = part.indexOf(':');
    if (colon <= 0) mistakes.push(`"${part}" is not key:value`);
    // A session name may look like a number and stays a text.
    else
      fields[part.slice(0, colon)] = part.startsWith('session:') ? part.slice(8) : parseScalar(part.slice(colon + 1));
  }
  return fields;
}

function parseScalar(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const number = Number(text);
  return Number.isNaN(number) ? text : number;
}

function isObjectSchema(name: string): boolean {
  const field: unknown = faultSettingsSchema.shape[name as keyof FaultSettings];
  return field instanceof z.ZodOptional && field.unwrap() instanceof z.ZodObject;
}

function invalid(mistakes: readonly string[]): LoadError {
  const known = Object.keys(faultSettingsSchema.shape).join(', ');
  return new LoadError(
    'INVALID_CONFIG',
    `The faults of the embedded server are not valid: ${mistakes.join('; ')}. Correct them; the faults are ${known}.`,
  );
}
