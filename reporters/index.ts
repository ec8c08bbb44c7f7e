import path from 'node:path';
import type {
  FullConfig,
  FullResult,
  Reporter,
  Suite,
  TestCase,
  TestError,
  TestResult,
  TestRun,
} from '@playwright/test/reporter';
import { LoadError, withoutStack } from '../src/model/errors.js';
import { checkReportOptions, type ProgressForm } from '../src/model/report-options.js';
import { configuredMeeting, runEnvironment } from '../src/model/run-environment.js';
import { idOfRun } from '../src/model/session-name.js';
import { onlyShard, type Shard } from '../src/model/shard.js';
import { RendezvousHost } from '../src/rendezvous/rendezvous-host.js';
import { collectRun } from './collect/collect-run.js';
import { evidenceOf } from './collect/evidence-of.js';
import { EvidenceStore } from './collect/evidence-store.js';
import { stylesWanted } from './console/colours.js';
import { progressScreen } from './console/live/screen.js';
import { testErrorText, testLine } from './console/test-lines.js';
import { type LiveOptions, LiveOutputs } from './live/live-outputs.js';
import { LiveProgress } from './live-progress.js';
import {
  type DeclaredScenario,
  declaredScenarios,
  expectedOf,
  generatorOf,
  isSkipped,
} from './planning/declared-scenarios.js';
import { incompleteSets, refusals } from './planning/refusals.js';
import { putScenariosFirst } from './planning/scenarios-first.js';
import { testsOfOtherShards } from './planning/shard-plan.js';
import { shardRefusals } from './planning/shard-refusals.js';
import { passes, type ReportOutput, reportRun } from './report-run.js';

/** Options of the reporter; `defineLoadConfig` passes them as `report`. */
export interface ReporterOptions extends ReportOutput {
  /** Folder of the report, relative to the configuration. Default `load-report`. */
  folder?: string;
  /**
   * Whether ordinary tests, errors, and what tests and workers write are printed as well, because no other terminal reporter does.
   * Default `false`.
   */
  alone?: boolean;
  /**
   * How a run shows in the terminal that it goes on. `'auto'`: lines at its bottom that are drawn anew each second; where there is no
   * terminal, and in CI, a line every 4 s. `'lines'`: always that. `'off'`: nothing. Default `'auto'`.
   */
  progress?: ProgressForm;
  /** Figures of a run that is under way; `defineLoadConfig` passes it. Default: none. */
  live?: LiveOptions;
}

export type { LiveOptions };

/** Nothing runs with `--list`: nobody will come to a rendezvous, and a Redis need not be there. */
const isListing = (): boolean => process.argv.includes('--list');

// In UI mode one process runs many times, each time with a new reporter.
let runsOfThisProcess = 0;

/** Plans the run, hosts the rendezvous of its generators, gathers their evidence and writes the report. */
export default class LoadReporter implements Reporter {
  readonly #options: ReporterOptions & Required<Pick<ReporterOptions, 'folder' | 'alone'>>;
  readonly #evidence = new EvidenceStore();
  readonly #problems: string[] = [];
  readonly #progress: LiveProgress;
  #scenarios: DeclaredScenario[] = [];
  #host: RendezvousHost | undefined;
  #live: LiveOutputs | undefined;
  #config: FullConfig | undefined;
  #shard: Shard = onlyShard;
  #began = false;

  constructor(options: ReporterOptions = {}) {
    checkReportOptions(options);
    this.#options = { ...options, folder: options.folder ?? 'load-report', alone: options.alone ?? false };
    this.#progress = new LiveProgress((views) => progressScreen(options.progress ?? 'auto', views));
  }

  /** With `--list` Playwright's own list is wanted, which it leaves out beside a reporter that prints. */
  printsToStdio(): boolean {
    return !isListing();
  }

  async preprocess({ config, suite, testRun }: { config: FullConfig; suite: Suite; testRun: TestRun }): Promise<void> {
    this.#shard = config.shard ?? onlyShard;
    this.#scenarios = declaredScenarios(suite);
    this.#refuseWhatCannotRun(config, suite, testRun);
    this.#progress.expect(this.#scenarios.filter((scenario) => !isSkipped(scenario)));
    if (this.#shard.total > 1) {
      testRun.skipSharding();
      const mode = (of: Suite) => testRun.mode(of);
      for (const test of testsOfOtherShards({ config, suite, mode, shard: this.#shard })) testRun.exclude(test);
    }
    if (this.#scenarios.length === 0 || isListing()) return;
    putScenariosFirst(suite);
    runsOfThisProcess += 1;
    const runId = idOfRun(runEnvironment.get('runId') ?? 'unnamed', runsOfThisProcess);
    runEnvironment.set('run', runId);
    this.#live = await LiveOutputs.start(this.#options.live ?? {}, {
      runId,
      shard: this.#shard,
      scenarios: () => this.#progress.scenarios,
    });
    this.#host = await RendezvousHost.start({
      runId,
      ...configuredMeeting(),
      onProgress: (progress) => this.#progress.take(progress),
    });
    runEnvironment.set('rendezvous', this.#host.url);
  }

  #refuseWhatCannotRun(config: FullConfig, suite: Suite, testRun: TestRun): void {
    const { argv } = process;
    const scenarios = this.#scenarios;
    const refused = [
      ...refusals({ config, scenarios, mode: (of) => testRun.mode(of), argv }),
      ...shardRefusals({ config, suite, argv }, scenarios, {
        runId: runEnvironment.get('runIdIsShared') === '1',
        rendezvous: configuredMeeting().redis !== undefined,
        deployment: runEnvironment.get('embeddedServer') === undefined,
      }),
    ];
    if (refused.length === 0) return;
    this.#scenarios = [];
    const message = `This run cannot carry its load:\n${refused.map((line) => `  - ${line}`).join('\n')}`;
    throw withoutStack(new LoadError('INVALID_CONFIG', message));
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#config = config;
    const present = declaredScenarios(suite);
    const incomplete = incompleteSets(present, this.#shard);
    this.#scenarios = present;
    if (incomplete.length === 0) return;
    this.#problems.push(...incomplete);
    for (const { key } of present) this.#host?.abort(key, incomplete.join(' '));
  }

  onTestBegin(): void {
    this.#began = true;
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    const generator = generatorOf(test);
    if (!generator) {
      if (this.#options.alone) process.stdout.write(testLine(test, result, stylesWanted()));
      return;
    }
    const { records, problems } = evidenceOf(result.attachments, generator.key, generator.generator);
    this.#evidence.add(records);
    this.#problems.push(...problems);
    this.#progress.over(generator.key, generator.generator);
    if (result.status === 'skipped') this.#scenarios = this.#scenarios.filter(({ key }) => key !== generator.key);
    else if (result.status !== 'passed')
      this.#host?.abort(
        generator.key,
        `Generator ${generator.generator} of ${generator.generators} ended: ${result.error?.message ?? result.status}`,
      );
  }

  /** What tests and their workers print, as Playwright's own reporters show it. */
  onStdOut(chunk: string | Buffer): void {
    if (this.#options.alone) process.stdout.write(chunk);
  }

  onStdErr(chunk: string | Buffer): void {
    if (this.#options.alone) process.stderr.write(chunk);
  }

  /** Scenarios that have not begun here will not: the generators of other shards need not wait for ours. */
  #releaseOtherShards(): void {
    const { current, total } = this.#shard;
    for (const { key, title, cases } of this.#scenarios)
      if (cases.some(({ test }) => test.results.length === 0))
        this.#host?.abort(key, `Shard ${current} of ${total} ended before “${title}” began there.`);
  }

  onError(error: TestError): void {
    if (this.#options.alone) process.stderr.write(testErrorText(error, stylesWanted()));
  }

  async onEnd(result: FullResult): Promise<{ status?: FullResult['status'] } | undefined> {
    this.#progress.stop();
    // With --list nothing begins and nothing is to report.
    const listed = !this.#began && result.status === 'passed';
    if (!listed) this.#releaseOtherShards();
    const last = !listed && result.status !== 'interrupted';
    // Somebody may still fetch the last figures, for seconds in which a signal ends this process: the report does not wait for them.
    const [status] = await Promise.all([this.#report(result, listed), this.#live?.close({ last })]);
    return status;
  }

  async #report(result: FullResult, listed: boolean): Promise<{ status: FullResult['status'] } | undefined> {
    await this.#host?.close();
    runEnvironment.clear('rendezvous');
    if (listed || this.#scenarios.length === 0) return undefined;
    const model = collectRun(this.#evidence.records, {
      expected: this.#scenarios.map(expectedOf),
      problems: this.#problems,
      durationSeconds: result.duration / 1000,
      ...(this.#shard.total > 1 && { shard: this.#shard }),
    });
    const folder = path.resolve(
      this.#config?.configFile ? path.dirname(this.#config.configFile) : process.cwd(),
      this.#options.folder,
    );
    const written = await reportRun(model, folder, this.#options);
    return written && passes(model) ? undefined : { status: 'failed' };
  }
}
