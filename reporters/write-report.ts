import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { writeAtomically } from '../src/model/write-atomically.js';
import type { RunModel } from './collect/run-model.js';
import { type FurtherFormats, renderFurther } from './further-formats.js';
import { htmlReport } from './html/page.js';
import { readPageScript } from './html/page-script.js';
import { verdictJson } from './json/verdict-file.js';
import { markdownReport } from './markdown/report.js';

/** Where the files of a report are. */
export interface ReportFiles {
  readonly html: string;
  readonly json: string;
  readonly markdown: string;
  /** Those that were asked for. */
  readonly further: readonly string[];
}

/**
 * Writes `index.html`, `verdict.json`, `summary.md` and the further files that are asked for into `folder`, which is made if need be. All
 * are rendered before the first is written, and each appears whole or not at all.
 */
export async function writeReport(
  model: RunModel,
  folder: string,
  formats: FurtherFormats = {},
  pageScript = readPageScript(),
): Promise<ReportFiles> {
  const rendered = { html: htmlReport(model, pageScript), json: verdictJson(model), markdown: markdownReport(model) };
  const further = renderFurther(model, folder, formats);
  const files = {
    html: path.join(folder, 'index.html'),
    json: path.join(folder, 'verdict.json'),
    markdown: path.join(folder, 'summary.md'),
  };
  const folders = new Set([folder, ...further.map(({ file }) => path.dirname(file))]);
  await Promise.all([...folders].map((made) => mkdir(made, { recursive: true })));
  await Promise.all([
    writeAtomically(files.html, rendered.html),
    writeAtomically(files.json, rendered.json),
    writeAtomically(files.markdown, rendered.markdown),
    ...further.map(({ file, text }) => writeAtomically(file, text)),
  ]);
  return { ...files, further: further.map(({ file }) => file) };
}
