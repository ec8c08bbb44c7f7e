/** What `node scripts/test.mjs` runs in one process. */
export interface Job {
  readonly title: string;
  /** Test files; none: `npm run check`. */
  readonly files: readonly string[];
  /** Name of one of the groups. */
  readonly group: string;
}

export interface Result {
  readonly job: Job;
  readonly seconds: number;
  /** Empty if it was shown as it came. */
  readonly output: string;
  readonly tests: readonly {
    readonly outcome: 'passed' | 'failed' | 'skipped';
    readonly name: string;
    readonly file?: string;
    /** What failed, with the beginning of its stack. */
    readonly message?: string;
  }[];
  /** How it ended, if that is wrong and no test says so. */
  readonly trouble: string | undefined;
  /** Share of its time in which something on the machine waited for a processor; undefined where the kernel does not say. */
  readonly waitedShare?: number | undefined;
  /** What became of it beside others, before it was run alone. */
  readonly besideOthers?: Result;
}

export interface RunOptions {
  readonly root: string;
  /** For its own files. */
  readonly folder: string;
  /** Show the output as it comes; default false. */
  readonly live?: boolean;
  /**
   * Far more than any takes; default 900. Without it, one that hangs would keep the others from being told.
   */
  readonly limitSeconds?: number;
  /** From SIGTERM to SIGKILL of one that hangs; default 5. */
  readonly graceSeconds?: number;
}

export function runJob(job: Job, options: RunOptions): Promise<Result>;
