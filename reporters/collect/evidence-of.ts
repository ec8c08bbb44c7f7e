import { readFileSync } from 'node:fs';
import type { TestResult } from '@playwright/test/reporter';
import { LoadError, messageOf } from '../../src/model/errors.js';
import { type EvidenceRecord, evidenceContentType, parseEvidence, type StepRecord } from '../../src/model/evidence.js';

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
      const record = parseEvidence(body?.toString('utf8') ?? readFileSync(path ?? '', 'utf8'), where);
      records.push(path && record.type === 'step' ? leftInFile(record, path, where) : record);
    } catch (thrown) {
      const cause = messageOf(thrown);
      problems.push(thrown instanceof LoadError ? cause : `The evidence of ${where} cannot be read: ${cause}`);
    }
  }
  return { records, problems };
}

/** Values that came in a file stay there until they are judged: all steps at once may be more than a main process can hold. */
function leftInFile(record: StepRecord, path: string, where: string): StepRecord {
  const { values: _, ...figures } = record.gathered;
  const read = () => {
    try {
      return (JSON.parse(readFileSync(path, 'utf8')) as StepRecord).gathered.values;
    } catch (cause) {
      const message = `The evidence of ${where} cannot be read again: ${messageOf(cause)}. Leave the files of its test where they are until the report is written.`;
      throw new LoadError('EVIDENCE_INVALID', message, { cause });
    }
  };
  const gathered = Object.defineProperty(figures, 'values', { get: read, enumerable: true });
  return { ...record, gathered: gathered as StepRecord['gathered'] };
}
