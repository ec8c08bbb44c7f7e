import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { LoadError, messageOf } from '../../src/model/errors.js';
import { plainText } from '../format/plain-text.js';
import { type VerdictFile, verdictSchema, verdictSchemaVersion } from './verdict-schema.js';

/** Larger files are none of ours: a run of 1,000 steps with all its evidence stays far below. */
const mostBytes = 512 * 1024 * 1024;

/**
 * Reads a `verdict.json`.
 * @param at the file, or the folder of a report
 * @throws LoadError `VERDICT_INVALID`, one sentence, if there is none, or if it is not one that this version reads
 */
export async function readVerdict(at: string): Promise<VerdictFile> {
  const where = plainText(at);
  let text: string;
  try {
    const found = await stat(at);
    const file = found.isDirectory() ? path.join(at, 'verdict.json') : at;
    if ((await stat(file)).size > mostBytes) throw new Error('it is too large');
    text = await readFile(file, 'utf8');
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const why = code === 'ENOENT' ? 'there is no such file' : plainText(messageOf(thrown));
    throw new LoadError('VERDICT_INVALID', `${where} cannot be read: ${why}; give the verdict.json of a report.`, {
      cause: thrown,
    });
  }
  return parseVerdict(text, where);
}

/** @throws LoadError `VERDICT_INVALID`, one sentence */
export function parseVerdict(text: string, where: string): VerdictFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new LoadError('VERDICT_INVALID', `${where} is not whole JSON; it was cut off, or is no verdict.json.`, {
      cause,
    });
  }
  const version = (json as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === 'number' && version > verdictSchemaVersion)
    throw new LoadError(
      'VERDICT_INVALID',
      `${where} has schema version ${version}, and this version of playwright-openvidu reads ${verdictSchemaVersion}; use a newer one.`,
    );
  const parsed = verdictSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const what = issue ? `${issue.path.join('.') || 'the whole'}: ${issue.message}` : 'it does not fit the schema';
  throw new LoadError('VERDICT_INVALID', `${where} is no verdict.json of a report (${plainText(what)}); give one.`);
}
