import type { RunModel } from '../collect/run-model.js';
import { githubAnnotations } from './annotations.js';
import { appendJobSummary } from './job-summary.js';

/** Where a report for GitHub goes. */
export interface GithubTarget {
  /** Variables of the process: `GITHUB_ACTIONS` asks for annotations, `GITHUB_STEP_SUMMARY` names the summary's file, `GITHUB_WORKSPACE` the repository's folder. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly print: (text: string) => void;
}

/**
 * Annotations and the job's summary, where GitHub Actions asks for them. The report that one shard makes by itself gives neither: the merge
 * of all does, and would otherwise be told as often as there are shards.
 * @throws where the summary's file cannot be written
 */
export async function reportToGithub(model: RunModel, { environment, print }: GithubTarget): Promise<void> {
  if (model.run.partial) return;
  if (environment.GITHUB_ACTIONS === 'true')
    print(githubAnnotations(model, environment.GITHUB_WORKSPACE ?? process.cwd()));
  if (environment.GITHUB_STEP_SUMMARY) await appendJobSummary(model, environment.GITHUB_STEP_SUMMARY);
}
