import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { specFile } from '../files.js';
import { processesWith } from '../processes.js';
import {
  type InlineProject,
  type InlineResult,
  type InlineRun,
  inlineProject,
  readVerdict,
  type VerdictFile,
} from '../run-inline.js';

/** How a run over several shards is set up. */
export interface ShardedRunOptions {
  readonly shards: number;
  readonly deployment: { readonly environment: Record<string, string> };
  /** Address of the Redis as the shards see it. */
  readonly rendezvousUrl: string;
  readonly spec: string;
  /** Properties of `rendezvous` in the configuration, besides its address. */
  readonly waits?: string;
  /** Command that a shard runs within, such as `ip netns exec …`. */
  readonly within?: (shard: number) => readonly string[];
}

const blobs = 'blobs';

/** One run whose generators, one per shard, run in several processes as on several machines. */
export class ShardedRun {
  readonly runId = `t${randomUUID().slice(0, 8)}`;
  readonly shards = new Map<number, InlineRun>();
  readonly #project: InlineProject;

  constructor(
    name: string,
    private readonly options: ShardedRunOptions,
  ) {
    const { shards, waits = '' } = options;
    this.#project = inlineProject(name, {
      'playwright.config.ts': `
        import { defineLoadConfig } from 'playwright-openvidu/config';
        export default defineLoadConfig({
          testDir: '.',
          outputDir: 'results-' + process.env.SHARD,
          generators: ${shards},
          rendezvous: { ${waits} },
          report: { folder: 'report-' + process.env.SHARD },
        });
      `,
      'load.spec.ts': specFile(options.spec),
      'merge.config.ts': `export { default } from 'playwright-openvidu/merge';`,
    });
    mkdirSync(path.join(this.#project.folder, blobs));
  }

  start(shard: number): InlineRun {
    const { shards, deployment, rendezvousUrl, within } = this.options;
    const run = this.#project.start(
      [`--shard=${shard}/${shards}`, '--add-reporter=blob'],
      {
        ...deployment.environment,
        OPENVIDU_RENDEZVOUS: rendezvousUrl,
        OPENVIDU_RUN_ID: this.runId,
        SHARD: String(shard),
        PLAYWRIGHT_BLOB_OUTPUT_FILE: path.join(this.#project.folder, blobs, `${shard}.zip`),
      },
      within?.(shard),
    );
    this.shards.set(shard, run);
    return run;
  }

  /** Process ids of a shard's workers. */
  workers(shard: number): number[] {
    const run = this.shards.get(shard)!;
    return processesWith(run.marker)
      .filter(({ pid, command }) => pid !== run.process.pid && /workerProcessEntry|processHost|worker/i.test(command))
      .map(({ pid }) => pid);
  }

  verdict(shard: number): VerdictFile {
    return JSON.parse(readFileSync(path.join(this.#project.folder, `report-${shard}/verdict.json`), 'utf8'));
  }

  /** Merges the blob reports of all shards into one report. */
  merge(): Promise<InlineResult> {
    return this.#project.merge(['-c', 'merge.config.ts', blobs]).ended;
  }

  /** The verdict of the merged report. */
  merged(): VerdictFile {
    return readVerdict(this.#project);
  }

  /** Ends what is left of all shards. */
  end(): void {
    for (const { process: shard } of this.shards.values())
      if (shard.exitCode === null && shard.signalCode === null) process.kill(-shard.pid!, 'SIGKILL');
  }
}
