import path from 'node:path';
import type { RunModel } from './collect/run-model.js';
import { csvReport } from './csv/report.js';
import { junitReport } from './junit/report.js';
import { openMetricsReport } from './openmetrics/report.js';

/** Files that a report has only if they are asked for, each by its path, relative to the report's folder. */
export interface FurtherFormats {
  /** JUnit XML: a case per scenario and per step, with figures as properties. Default: none. */
  junit?: string;
  /** The load curves as CSV: a record per step. Default: none. */
  csv?: string;
  /** OpenMetrics text, as Prometheus reads it: a gauge per figure. Default: none. */
  openMetrics?: string;
}

export type FurtherFormat = keyof FurtherFormats;

const renderers: Readonly<Record<FurtherFormat, (model: RunModel) => string>> = {
  junit: junitReport,
  csv: csvReport,
  openMetrics: openMetricsReport,
};

/** Every format that can be asked for. */
export const furtherFormats = Object.keys(renderers) as FurtherFormat[];

/** The files that were asked for, by their absolute paths. */
export function renderFurther(
  model: RunModel,
  folder: string,
  formats: FurtherFormats,
): { file: string; text: string }[] {
  return furtherFormats.flatMap((format) => {
    const file = formats[format];
    return file === undefined ? [] : [{ file: path.resolve(folder, file), text: renderers[format](model) }];
  });
}
