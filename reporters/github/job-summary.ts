import { appendFile, stat } from 'node:fs/promises';
import type { RunModel } from '../collect/run-model.js';
import { markdownReport } from '../markdown/report.js';

/** GitHub refuses the whole summary of a step that is larger. */
const mostBytes = 1024 * 1024;
/** Bytes that it takes to close what a cut left open. */
const longestClosing = 40;

/**
 * The report in Markdown as it is added to a job's summary. What would not fit is cut behind a whole line, and says so;
 * empty if there is no room even for that.
 * @param room bytes that are left in the summary
 */
export function jobSummary(model: RunModel, room = mostBytes): string {
  const report = `${markdownReport(model)}\n`;
  if (Buffer.byteLength(report) <= room) return report;
  const notice = '\n\nThe rest does not fit into a summary; it stands in `summary.md` of the report.\n';
  const left = room - Buffer.byteLength(notice) - longestClosing;
  if (left < 0) return '';
  const cut = Buffer.from(report).subarray(0, left).toString('utf8');
  // The heading and the answer of the first scenario stand at the top; a table or a list may end early, half a line may not.
  return `${cut.slice(0, Math.max(0, cut.lastIndexOf('\n')))}${closing(cut)}${notice}`;
}

/** A fence or a fold that the cut left open would swallow what follows. */
function closing(text: string): string {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const fence = count(/^```/gm) % 2 === 1 ? '\n```' : '';
  return `${fence}${'\n\n</details>'.repeat(count(/^<details>/gm) - count(/^<\/details>/gm))}`;
}

/** Appends the report to the file that `GITHUB_STEP_SUMMARY` names: other steps of the job may have written there. */
export async function appendJobSummary(model: RunModel, file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    (thrown: NodeJS.ErrnoException) => {
      if (thrown.code === 'ENOENT') return 0;
      throw thrown;
    },
  );
  await appendFile(file, jobSummary(model, mostBytes - size));
}
