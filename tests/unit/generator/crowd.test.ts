import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Crowd } from '../../../src/generator/crowd.js';
import { LoadError, type LoadErrorCode } from '../../../src/model/errors.js';
import { type Impairment, impairmentProfiles } from '../../../src/model/impairment.js';
import { constant, nToN, plan, resolveScenario } from '../../../src/scenario/index.js';

const scenario = resolveScenario('a room of 2', { topology: nToN(2), load: constant({ sessions: 1 }) });
const whole = plan(scenario);
const [step] = whole.steps;

/** Everyone of a room of 2 fails to join with this error. */
async function crowdThatFails(code: LoadErrorCode): Promise<Crowd> {
  const crowd = new Crowd({
    scenario,
    plan: whole,
    platform: {
      options: { ignoreHTTPSErrors: false },
      createSession: async () => ({ createToken: async () => 'token', close: async () => undefined }),
    } as never,
    factories: async () =>
      ({
        join: async () => {
          throw new LoadError(code, 'did not work');
        },
      }) as never,
    sessionName: String,
    networkOf: () => undefined,
  });
  await crowd.join(step!.joins, Date.now() - 60_000, new AbortController().signal);
  return crowd;
}

const causes = ({ failures }: Crowd) => failures.map(({ cause }) => cause);

test('a join that timed out is the generator’s own if it was starved meanwhile', async () => {
  const starved = await crowdThatFails('TIMED_OUT');
  starved.settleCauses(true);
  assert.deepEqual(causes(starved), ['generator', 'generator']);
  const healthy = await crowdThatFails('TIMED_OUT');
  healthy.settleCauses(false);
  assert.deepEqual(causes(healthy), ['platform', 'platform']);
  // What was settled in one step is not asked again in the next.
  healthy.settleCauses(true);
  assert.deepEqual(causes(healthy), ['platform', 'platform']);
});

test('what the platform refused stays the platform’s', async () => {
  const crowd = await crowdThatFails('JOIN_REFUSED');
  crowd.settleCauses(true);
  assert.deepEqual(causes(crowd), ['platform', 'platform']);
});

/** A room of 2 on a platform that notes what it is told, and ends a session once everyone has left. */
function notedCrowd({
  failing,
  leaveAfter,
  networkOf = () => undefined,
}: {
  failing?: number;
  leaveAfter?: () => Promise<void>;
  networkOf?: () => Impairment | undefined;
} = {}) {
  const told: string[] = [];
  const open = new Map<string, number>();
  const crowd = new Crowd({
    scenario,
    plan: whole,
    platform: {
      options: { ignoreHTTPSErrors: false },
      createSession: async (name: string) => {
        told.push(`create ${name}`);
        open.set(name, 0);
        return {
          createToken: async () => {
            if (!open.has(name)) throw new LoadError('REST_FAILED', 'the session is gone');
            return 'token';
          },
          close: async () => {
            told.push(`close ${name}`);
            open.delete(name);
          },
        };
      },
    } as never,
    factories: async () =>
      ({
        join: async ({ role }: { role: { index: number } }) => {
          if (role.index === failing) throw new LoadError('JOIN_REFUSED', 'no room');
          told.push(`join ${role.index}`);
          return {
            leave: async () => {
              await leaveAfter?.();
              told.push(`leave ${role.index}`);
            },
            impair: async ({ loss }: Impairment) => {
              told.push(`impair ${role.index} to ${loss * 100} % loss`);
            },
          };
        },
      }) as never,
    sessionName: (session) => `s${session}`,
    networkOf,
  });
  const live = new AbortController().signal;
  const past = Date.now() - 60_000;
  return {
    told,
    open,
    crowd,
    join: (indexes: number[]) =>
      crowd.join(
        step!.joins.filter(({ role }) => indexes.includes(role.index)),
        past,
        live,
      ),
    leave: (indexes: number[]) =>
      crowd.leave(
        indexes.map((participant) => ({ session: 0, participant, leaveAtMs: 0 })),
        past,
        live,
      ),
  };
}

test('a session is closed when its last participant has left, and opened again for who comes back', async () => {
  const { told, crowd, join, leave } = notedCrowd();
  await join([0, 1]);
  await leave([1]);
  assert.deepEqual(told.slice(-1), ['leave 1']);
  assert.deepEqual(
    crowd.members.map(({ planned }) => planned.role.index),
    [0],
  );
  await leave([0]);
  assert.deepEqual(told.slice(-2), ['leave 0', 'close s0']);
  await join([0]);
  assert.deepEqual(told.slice(-2), ['create s0', 'join 0']);
  assert.equal(crowd.memberAt(0, 0)?.planned.role.index, 0);
  assert.equal(crowd.memberAt(0, 1), undefined);
});

test('a participant that could not join is no failure any more once it had to leave in a later step', async () => {
  const { told, crowd, join, leave } = notedCrowd({ failing: 1 });
  await join([0, 1]);
  crowd.beginStep();
  assert.equal(crowd.failures.length, 1);
  await leave([1]);
  assert.equal(crowd.failures.length, 0);
  await join([1]);
  assert.equal(crowd.failures.length, 1);
  await leave([1, 0]);
  assert.deepEqual(told.slice(-2), ['leave 0', 'close s0']);
});

test('a participant that could not join and was to leave in the same step is a failure of that step', async () => {
  const { crowd, join, leave } = notedCrowd({ failing: 1 });
  await join([0, 1]);
  await leave([1]);
  assert.equal(crowd.failures.length, 1);
  crowd.beginStep();
  assert.equal(crowd.failures.length, 0);
});

test('a session that the platform has ended meanwhile is opened again', async () => {
  const { told, open, crowd, join } = notedCrowd();
  await join([0]);
  open.clear();
  await join([1]);
  // The first instant is long past, so that there is no second try; the next join finds a new session.
  assert.equal(crowd.failures.length, 1);
  await join([1]);
  assert.deepEqual(told.slice(-2), ['create s0', 'join 1']);
});

test('who cannot leave is noted by name, and the session is closed all the same', async () => {
  const stuck = () => Promise.reject(new LoadError('TIMED_OUT', 'The platform did not confirm the leave.'));
  const { told, crowd, join, leave } = notedCrowd({ leaveAfter: stuck });
  await join([0, 1]);
  await leave([0]);
  const noted = (index: number) =>
    `Participant ${index} of session s0 (native) could not leave: The platform did not confirm the leave.`;
  assert.deepEqual(crowd.takeNotes(), [noted(0)]);
  assert.deepEqual(crowd.takeNotes(), []);
  assert.equal(crowd.memberAt(0, 0), undefined);
  assert.deepEqual(await crowd.disperse(), [noted(1)]);
  assert.deepEqual(told.slice(-1), ['close s0']);
});

test('who joins while its network changes gets what has become of it', async () => {
  const networks = ['DSL', 'call drop', 'call drop'] as const;
  let asked = 0;
  const { told, join } = notedCrowd({ networkOf: () => impairmentProfiles[networks[asked++]!] });
  await join([0]);
  assert.deepEqual(told.slice(-2), ['join 0', 'impair 0 to 100 % loss']);
});

/** What is due at once has begun: its timer was set before this one. */
async function dueNow(): Promise<void> {
  await new Promise(setImmediate);
  await new Promise((resolve) => setTimeout(resolve, 1));
  await new Promise(setImmediate);
}

test('who comes back while it is still leaving joins once it has left', async () => {
  let left = () => {};
  const hasLeft = new Promise<void>((resolve) => {
    left = resolve;
  });
  const { told, open, crowd, join, leave } = notedCrowd({ leaveAfter: () => hasLeft });
  await join([0]);
  const leaving = leave([0]);
  await dueNow();
  const back = join([0]);
  await dueNow();
  left();
  await Promise.all([leaving, back]);
  assert.deepEqual(told.slice(-4), ['leave 0', 'close s0', 'create s0', 'join 0']);
  assert.deepEqual([...open.keys()], ['s0']);
  assert.equal(crowd.memberAt(0, 0)?.planned.role.index, 0);
});
