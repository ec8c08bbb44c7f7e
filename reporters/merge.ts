import path from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
} from '@playwright/test/reporter';
import { checkReportOptions } from '../src/model/report-options.js';
import { collectRun } from './collect/collect-run.js';
import { evidenceOf } from './collect/evidence-of.js';
import { EvidenceStore } from './collect/evidence-store.js';
import { stylesWanted } from './console/colours.js';
import { testErrorText, testLine } from './console/test-lines.js';
import { type DeclaredScenario, declaredScenarios, expectedOf, generatorOf } from './planning/declared-scenarios.js';
import { passes, type ReportOutput, reportRun } from './report-run.js';

/** Options of the reporter for merges. */
export interface MergeOptions extends ReportOutput {
  /** Folder of the report, relative to where the merge runs. Default `load-report`. */
  folder?: string;
  /** Whether ordinary tests, errors, and what tests and workers wrote are printed as well. Default `true`. */
  alone?: boolean;
}

/** @throws LoadError `INVALID_CONFIG` with every mistake at once, also options that are unknown */
export const checkMergeOptions = (options: MergeOptions): void => checkReportOptions(options, '');

/**
 * Makes the report of a whole run from the blob reports of its shards, in `playwright merge-reports`. The evidence of every shard must be
 * there: what is missing is named, and the verdict is inconclusive.
 */
export default class MergeReporter implements Reporter {
  readonly #options: MergeOptions & Required<Pick<MergeOptions, 'folder' | 'alone'>>;
  readonly #evidence = new EvidenceStore();
  readonly #problems: string[] = [];
  readonly #skipped = new Set<string>();
  #scenarios: DeclaredScenario[] = [];

  constructor(options: MergeOptions = {}) {
    checkReportOptions(options);
    this.#options = { ...options, folder: options.folder ?? 'load-report', alone: options.alone ?? true };
  }

  printsToStdio(): boolean {
    return true;
  }

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#scenarios = declaredScenarios(suite);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const generator = generatorOf(test);
    if (!generator) {
      if (this.#options.alone) process.stdout.write(testLine(test, result, stylesWanted()));
      return;
    }
    if (result.status === 'skipped') this.#skipped.add(generator.key);
    const { records, problems } = evidenceOf(result.attachments, generator.key, generator.generator);
    this.#evidence.add(records);
    this.#problems.push(...problems);
  }

  /** What tests and their workers printed, as Playwright's own reporters show it. */
  onStdOut(chunk: string | Buffer): void {
    if (this.#options.alone) process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    if (this.#options.alone) process.stderr.write(chunk);
  }

  onError(error: TestError): void {
    if (this.#options.alone) process.stderr.write(testErrorText(error, stylesWanted()));
  }

  /** @throws where the run did not pass: in a merge no status that a reporter returns changes the exit code. */
  async onEnd(result: FullResult): Promise<void> {
    const scenarios = this.#scenarios.filter(({ key }) => !this.#skipped.has(key));
    const failed = result.status !== 'passed';
    if (scenarios.length === 0) {
      if (failed) refuse(`The tests of this run ${result.status}.`);
      return;
    }
    const model = collectRun(this.#evidence.records, {
      expected: scenarios.map(expectedOf),
      problems: this.#problems,
    });
    if (!(await reportRun(model, path.resolve(this.#options.folder), this.#options))) refuse('The report is missing.');
    if (!passes(model)) refuse(`The load test ${wordFor[model.verdict]}.`);
    if (failed) refuse(`The load test passed, but not every test of the run: it ${result.status}.`);
  }
}

const wordFor = { passed: 'passed', failed: 'failed', inconclusive: 'is inconclusive' } as const;

/** Playwright prints nothing of what a reporter throws here. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  throw new Error(sentence);
}
