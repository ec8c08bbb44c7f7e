import path from 'node:path';
import { messageOf } from '../src/model/errors.js';
import { printable } from '../src/model/printable.js';
import type { RunModel } from './collect/run-model.js';
import { colours, noColours, stylesWanted } from './console/colours.js';
import { consoleReport } from './console/report.js';
import type { FurtherFormats } from './further-formats.js';
import { quietCommands } from './github/quiet-commands.js';
import { reportToGithub } from './github/report.js';
import { writeReport } from './write-report.js';

/** What a report consists of beside its folder. */
export interface ReportOutput extends FurtherFormats {
  /** Annotations and the job's summary, in GitHub Actions. Default: `true`. */
  github?: boolean;
}

/** Writes the report into `folder` and prints it. False if it could not be written; the reason is then on standard error. */
export async function reportRun(model: RunModel, folder: string, output: ReportOutput): Promise<boolean> {
  const print = (text: string) => process.stdout.write(text);
  try {
    const files = await writeReport(model, folder, output);
    const paint = stylesWanted() ? colours : noColours;
    const shown = Object.values(files)
      .flat()
      .map((file) => path.relative(process.cwd(), file));
    const text = consoleReport(model, { paint, files: shown });
    print(process.env.GITHUB_ACTIONS === 'true' ? quietCommands(text) : printable(text, { styles: true }));
    if (output.github !== false) await reportToGithub(model, { environment: process.env, print });
    return true;
  } catch (thrown) {
    process.stderr.write(printable(`The report could not be written to ${folder}: ${messageOf(thrown)}\n`));
    return false;
  }
}

/** An inconclusive scenario may be tolerated; a run that judged none, or in which something else went wrong, is not. */
export function passes({ verdict, scenarios, problems, tolerant }: RunModel): boolean {
  return (
    verdict === 'passed' || (verdict === 'inconclusive' && tolerant && scenarios.length > 0 && problems.length === 0)
  );
}
