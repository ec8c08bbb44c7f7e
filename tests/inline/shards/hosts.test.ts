import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import { type RedisServer, skipWithoutRedis, startRedis } from '../../rendezvous/redis-server.js';
import { type Deployment, startDeployment } from '../deployment.js';
import { configFile, specFile } from '../files.js';
import { inlineProject, readVerdict, type VerdictFile } from '../run-inline.js';
import { agreements, countsOf } from './agreement.js';
import { HostNetwork, whyNoHosts } from './host-network.js';
import { type ServedWithin, serveWithin } from './served-within.js';
import { ShardedRun, type ShardedRunOptions } from './sharded-run.js';

const shards = 3;
/** Goal for all generators of one network to begin a step. */
const skewGoalMs = 50;
// The joins of one process and of three machines cannot take the same time on a busy machine: they are compared, not judged.
const spec = `loadTest('rooms of 3', {
  topology: nToN(3),
  load: constant({ sessions: 3, hold: '10s', settle: '2s', joinsPerSecond: 20 }),
  media: { video: '180p' },
  thresholds: { joinTime: ['p95 < 10000'] },
});`;

describe('a run over three shards', { skip: skipWithoutRedis }, () => {
  /** Two runs of one process. */
  const single: Scenario[] = [];
  let deployment: Deployment;

  before(async () => {
    deployment = await startDeployment();
    for (const name of ['hosts-one-process', 'hosts-same-process']) {
      const project = inlineProject(name, { 'playwright.config.ts': configFile(), 'load.spec.ts': specFile(spec) });
      single.push(
        await conclusive(async () => {
          const { output } = await project.start([], deployment.environment).ended;
          return { verdict: readVerdict(project), output };
        }),
      );
    }
  });
  after(() => deployment?.server.close());

  it('on one machine agrees with one process', async (t) => {
    const redis = await startRedis();
    try {
      await compare(t, { deployment, rendezvousUrl: redis.address.url });
      assert.deepEqual(await deployment.sessions(), []);
    } finally {
      await redis.close();
    }
  });

  it('on three hosts, with Redis and the server on a fourth, agrees with one process', {
    skip: whyNoHosts(),
  }, async (t) => {
    const network = new HostNetwork(shards + 1);
    const [host, within] = [network.address(shards + 1), network.within(shards + 1)];
    let redis: RedisServer | undefined;
    let deployment: ServedWithin | undefined;
    try {
      redis = await startRedis({ host, within });
      deployment = await serveWithin(within, host);
      await compare(t, {
        deployment,
        rendezvousUrl: redis.address.url,
        within: (shard) => network.within(shard),
      });
    } finally {
      await Promise.allSettled([redis?.close(), deployment?.close()]);
      network.close();
    }
  });

  async function compare(
    t: TestContext,
    where: Pick<ShardedRunOptions, 'deployment' | 'rendezvousUrl' | 'within'>,
  ): Promise<void> {
    const c = await conclusive(async () => {
      const run = new ShardedRun(where.within ? 'hosts-three' : 'hosts-three-shards', { shards, spec, ...where });
      try {
        const results = await Promise.all([1, 2, 3].map((shard) => run.start(shard).ended));
        const merged = await run.merge();
        return { verdict: run.merged(), output: [...results, merged].map((result) => result.output).join('\n') };
      } finally {
        run.end();
      }
    });
    const [a, b] = single as [Scenario, Scenario];
    assert.ok([a.verdict, b.verdict].includes(c.verdict), `${c.verdict}: ${c.reasons.join(' ')}`);
    const [one, same, other] = [a, b, c].map(({ steps }) => steps[0]!) as [Step, Step, Step];
    assert.deepEqual(countsOf(other), countsOf(one));
    const found = agreements(one, same, other);
    for (const { figure, one: x, same: y, other: z, tolerance } of found)
      t.diagnostic(`${figure}: ${x} and ${y} in one process, ${z} in three shards, ± ${tolerance.toFixed(3)}`);
    t.diagnostic(`the three began within ${other.startSkewMs} ms of each other`);
    assert.deepEqual(
      found.filter(({ agrees }) => !agrees),
      [],
    );
    assert.ok(other.startSkewMs !== undefined && other.startSkewMs < skewGoalMs, `${other.startSkewMs} ms`);
  }
});

type Scenario = VerdictFile['scenarios'][number];
type Step = Scenario['steps'][number];

/** Runs again, twice at most, what the package itself says to run again: a busy machine proves nothing. */
async function conclusive(run: () => Promise<{ verdict: VerdictFile; output: string }>): Promise<Scenario> {
  for (let attempt = 1; ; attempt++) {
    const { verdict, output } = await run();
    const [scenario] = verdict.scenarios;
    assert.equal(scenario?.steps.length, 1, output);
    if (scenario.verdict !== 'inconclusive' || attempt === 3) return scenario;
  }
}
