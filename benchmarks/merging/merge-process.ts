import { readFileSync } from 'node:fs';
import path from 'node:path';
import { collectRun } from '../../reporters/collect/collect-run.js';
import { evidenceOf } from '../../reporters/collect/evidence-of.js';
import { EvidenceStore } from '../../reporters/collect/evidence-store.js';
import { noColours } from '../../reporters/console/colours.js';
import { consoleReport } from '../../reporters/console/report.js';
import { writeReport } from '../../reporters/write-report.js';
import { evidenceContentType, evidenceName } from '../../src/model/evidence.js';
import type { EvidenceOnDisk } from './write-evidence.js';

/** What a merge came to, and what it cost from the first file that was read to the last that was written. */
export interface Merged {
  readonly verdict: string;
  readonly problems: readonly string[];
  readonly steps: number;
  readonly cpuSeconds: number;
  /** Of the whole process, its start included. */
  readonly peakMb: number;
}

/** Where the evidence is, and where the report goes. */
export interface MergeTask {
  readonly evidence: EvidenceOnDisk;
  readonly folder: string;
  /** File with the script of the report's page. */
  readonly script: string;
}

/** As the runner hands it on. */
const attachmentOf = ({ file, isFile }: EvidenceOnDisk['attachments'][number][number]) => ({
  name: evidenceName,
  contentType: evidenceContentType,
  ...(isFile ? { path: file } : { body: readFileSync(file) }),
});

process.once('disconnect', () => process.exit());
process.once('message', async (task: MergeTask) => {
  process.send?.(await merge(task));
});

async function merge({ evidence, folder, script }: MergeTask): Promise<Merged> {
  const startedAt = process.cpuUsage();
  const { title } = evidence.scenario;
  const key = `chromium › specs/rooms.spec.ts › ${title}`;
  const store = new EvidenceStore();
  const problems: string[] = [];
  for (const [i, files] of evidence.attachments.entries()) {
    const found = evidenceOf(files.map(attachmentOf), key, i + 1);
    store.add(found.records);
    problems.push(...found.problems);
  }
  const expected = [{ key, title, generators: evidence.generators }];
  const model = collectRun(store.records, { expected, problems });
  const formats = { junit: 'junit.xml', csv: 'curve.csv', openMetrics: 'metrics.txt' };
  await writeReport(model, folder, formats, readFileSync(script, 'utf8'));
  const printed = consoleReport(model, { paint: noColours, files: [path.join(folder, 'index.html')] });
  const { user, system } = process.cpuUsage(startedAt);
  return {
    verdict: model.verdict,
    problems: [...problems, ...(printed.includes(title) ? [] : ['nothing was printed'])],
    steps: model.scenarios[0]?.steps.length ?? 0,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1e3,
  };
}
