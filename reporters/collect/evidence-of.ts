import { readFileSync } from 'node:fs';
import type { TestResult } from '@playwright/test/reporter';
import { LoadError, messageOf } from '../../src/model/errors.js';
import { type EvidenceRecord, evidenceContentType, parseEvidence } from '../../src/model/evidence.js';

/** Reads a generator's evidence from its test's attachments; what cannot be read is a problem that names it, and the rest still counts. */
export function evidenceOf(
  attachments: TestResult['attachments'],
  scenario: string,
  generator: number,
): { records: EvidenceRecord[]; problems: string[] } {
  const records: EvidenceRecord[] = [];
  const problems: string[] = [];
  const where = `generator ${generator} of “${scenario}”`;
  for (const { body, path, contentType } of attachments) {
    if (contentType !== evidenceContentType) continue;
    try {
      const text = body?.toString('utf8') ?? readFileSync(path ?? '', 'utf8');
      records.push(parseEvidence(text, where));
    } catch (thrown) {
      const cause = messageOf(thrown);
      problems.push(thrown instanceof LoadError ? cause : `The evidence of ${where} cannot be read: ${cause}`);
    }
  }
  return { records, problems };
}
