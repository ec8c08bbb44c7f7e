import { readFileSync } from 'node:fs';
import type { TestResult } from '@playwright/test/reporter';
import { messageOf } from '../../src/model/errors.js';
import { type EvidenceRecord, evidenceContentType, parseEvidence } from '../../src/model/evidence.js';

/** Reads a generator's evidence from its test's attachments; what cannot be read is a problem that names it, and the rest still counts. */
export function evidenceOf(
  attachments: TestResult['attachments'],
  scenario: string,
  generator: number,
): { records: EvidenceRecord[]; problems: string[] } {
  const records: EvidenceRecord[] = [];
  const problems: string[] = [];
  for (const { body, path, contentType } of attachments) {
    if (contentType !== evidenceContentType) continue;
    try {
      const text = body?.toString('utf8') ?? readFileSync(path ?? '', 'utf8');
      records.push(parseEvidence(text, `generator ${generator} of “${scenario}”`));
    } catch (thrown) {
      problems.push(messageOf(thrown));
    }
  }
  return { records, problems };
}
