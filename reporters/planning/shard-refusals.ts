import type { FullConfig, Suite } from '@playwright/test/reporter';
import type { DeclaredScenario } from './declared-scenarios.js';
import { setupProjects } from './shard-plan.js';

/** What several machines need in common; each is there or not. */
export interface CommonGround {
  /** An id of the run that every shard finds by itself. */
  readonly runId: boolean;
  /** A meeting point that every shard reaches. */
  readonly rendezvous: boolean;
  /** A deployment, rather than an embedded server for each shard. */
  readonly deployment: boolean;
}

/** Why shards cannot carry these scenarios together, one sentence each with the cure; empty if they can. */
export function shardRefusals(
  { config, suite, argv }: { config: Pick<FullConfig, 'shard' | 'projects'>; suite: Suite; argv: readonly string[] },
  scenarios: readonly DeclaredScenario[],
  common: CommonGround,
): string[] {
  const shards = config.shard?.total ?? 1;
  if (shards === 1 || scenarios.length === 0) return [];
  const uneven = new Set(
    scenarios.flatMap(({ cases }) => cases.map((of) => of.generators)).filter((of) => of % shards !== 0),
  );
  const everywhere = setupProjects(config, suite);
  return [
    ...[...uneven].map(
      (generators) =>
        `${shards} shards cannot share ${generators} generators equally: set generators to a multiple of ${shards}, such as ${Math.ceil(generators / shards) * shards}.`,
    ),
    ...(common.runId
      ? []
      : [
          `The ${shards} shards have no id of the run in common: set OPENVIDU_RUN_ID, or runId in defineLoadConfig, to the same text in every shard and another in every run.`,
        ]),
    ...(common.rendezvous
      ? []
      : [
          `The generators of ${shards} shards have nowhere to meet: set OPENVIDU_RENDEZVOUS to a Redis that every shard reaches, such as redis://redis.example.com:6379.`,
        ]),
    ...(common.deployment
      ? []
      : [
          'Without a deployment each shard would load an embedded server of its own: set OPENVIDU_URL, or openvidu.url, to the deployment under test.',
        ]),
    ...scenarios
      .filter(({ cases: [first] }) => first && everywhere.has(first.test.titlePath()[1] ?? ''))
      .map(
        ({ title }) =>
          `“${title}” stands in a project that another one depends on, which Playwright runs in full in every shard: move it to a project of its own.`,
      ),
    ...(argv.includes('--last-failed')
      ? [
          '--last-failed selects other tests in each shard, and generators would wait for those that are left out: select scenarios with --grep and a title.',
        ]
      : []),
  ];
}
