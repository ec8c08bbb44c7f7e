import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'node:test';
import { LoadError, type LoadErrorCode } from '../../src/model/errors.js';
import type { Rendezvous, RendezvousWaits } from '../../src/model/gather.js';
import type { Progress } from '../../src/model/progress.js';
import { heard } from './child.js';
import type { MeetingPlace } from './meeting-place.js';
import type { FromGeneratorProcess } from './messages.js';

/** Far longer than anything here takes. */
const longMs = 60_000;
const silenceMs = 2_000;
/** A silence is noticed two beats after its limit; the rest is for a busy machine. */
const noticedMs = 12_000;

const failsWith = (code: LoadErrorCode, pattern: RegExp) => (error: unknown) => {
  assert.ok(error instanceof LoadError, String(error));
  assert.equal(error.code, code, error.message);
  assert.match(error.message, pattern);
  return true;
};
const aborted = (pattern: RegExp) => failsWith('ABORTED', pattern);

const abortOf = async ({ aborted: signal }: Rendezvous): Promise<unknown> => {
  if (!signal.aborted) await once(signal, 'abort');
  return signal.reason;
};

/** What every rendezvous does, wherever generators meet. */
export function rendezvousContract(
  name: string,
  open: (waits?: Partial<RendezvousWaits>) => Promise<MeetingPlace>,
  lost: { readonly killed: RegExp; readonly stalled: RegExp },
): void {
  describe(`${name}: generators that meet`, () => {
    let place: MeetingPlace;
    let scenarios = 0;
    const fresh = () => `scenario ${++scenarios} › “ä” {x}`;
    before(async () => {
      place = await open();
    });
    after(() => place.close());

    it('have all values in generator order, whoever came first', async () => {
      const s = fresh();
      const [one, two, three] = [await place.come(1, 3, s), await place.come(2, 3, s), await place.come(3, 3, s)];
      const third = three.gather('k', { n: 3 }, longMs);
      const first = one.gather('k', { n: 1 }, longMs);
      const second = two.gather('k', { n: 2 }, longMs);
      for (const values of await Promise.all([first, second, third]))
        assert.deepEqual(values, [{ n: 1 }, { n: 2 }, { n: 3 }]);
    });

    it('keep scenarios and keys apart, and the uses of one key', async () => {
      const [a, b] = [await place.come(1, 1, fresh()), await place.come(1, 1, fresh())];
      assert.deepEqual(await a.gather('k', 'a1', longMs), ['a1']);
      assert.deepEqual(await b.gather('k', 'b1', longMs), ['b1']);
      assert.deepEqual(await a.gather('k2', null, longMs), [null]);
      assert.deepEqual(await a.gather('k', 'a3', longMs), ['a3']);
    });

    it('can hand in much', async () => {
      const s = fresh();
      const much = 'x'.repeat(8_000_000);
      const [one, two] = [await place.come(1, 2, s), await place.come(2, 2, s)];
      const [values] = await Promise.all([one.gather('k', much, longMs), two.gather('k', much, longMs)]);
      assert.equal(values.join('').length, 2 * much.length);
    });

    it('name who did not arrive in time, to everyone and with the limit', async () => {
      const s = fresh();
      const one = await place.come(1, 3, s);
      const two = await place.come(2, 3, s);
      const named = aborted(/^Generator 2 of 3, generator 3 of 3 did not arrive at “step 1” within 0\.2 s\.$/);
      await assert.rejects(one.gather('step 1', null, 200), named);
      await assert.rejects(two.gather('step 1', null, longMs), named);
    });

    it('learn at once why one gives up, also those who come when all others have left', async () => {
      const s = fresh();
      const [one, two] = [await place.come(1, 3, s), await place.come(2, 3, s)];
      const waiting = assert.rejects(one.gather('k', null, longMs), aborted(/^no browser here$/));
      await two.abandon('no browser here');
      await waiting;
      await one.abandon('another reason');
      const late = await place.come(3, 3, s);
      await assert.rejects(late.gather('k', null, longMs), aborted(/^no browser here$/));
    });

    it('are stopped by the reporter, wherever they are, and before they come', async () => {
      const [s, t] = [fresh(), fresh()];
      const one = await place.come(1, 2, s);
      const waiting = assert.rejects(one.gather('k', null, longMs), aborted(/^interrupted$/));
      place.abort(s, 'interrupted');
      await waiting;
      aborted(/^interrupted$/)(await abortOf(one));
      place.abort(t, 'only one of two would run');
      const early = await place.come(1, 2, t);
      aborted(/only one of two would run/)(await abortOf(early));
    });

    it('are not stopped by one that leaves after the end', async () => {
      const s = fresh();
      const [one, two] = [await place.come(1, 2, s), await place.come(2, 2, s)];
      await Promise.all([one.gather('end', 1, longMs), two.gather('end', 2, longMs)]);
      await two.close();
      assert.deepEqual((await one.clock()).offsetMs < 1_000, true);
      assert.equal(one.aborted.aborted, false);
      await one.close();
    });

    it('do not take two for one', async () => {
      const s = fresh();
      await place.come(1, 2, s);
      const twice = place.come(1, 2, s).then((again) => again.gather('k', null, longMs));
      await assert.rejects(twice, /Generator 1 of 2 came twice: another run goes by the same id/);
    });

    it('know how their clocks stand to the common one', async () => {
      const s = fresh();
      const [one, two] = [await place.come(1, 2, s), await place.come(2, 2, s)];
      for (const { offsetMs, uncertaintyMs } of [await one.clock(), await two.clock()]) {
        assert.ok(uncertaintyMs >= 0 && uncertaintyMs < 50, `± ${uncertaintyMs} ms on one machine`);
        assert.ok(Math.abs(offsetMs) <= uncertaintyMs + 5, `${offsetMs} ms ± ${uncertaintyMs} ms on one machine`);
      }
    });

    it('tell the reporter how it goes', async () => {
      const one = await place.come(1, 1, fresh());
      const progress: Progress = {
        key: 's',
        scenario: 's',
        generator: 1,
        generators: 1,
        step: 2,
        steps: 3,
        phase: 'holding',
        sessions: 1,
        participants: 7,
        mediaConnections: 49,
        flowingStreams: 84,
        expectedStreams: 84,
        quality: { 'video.framesPerSecond': { p5: 24, p50: 30, p95: 30 } },
        health: { cpuIdle: 0.5 },
        thresholds: [],
      };
      const told = place.progress();
      one.progress(progress);
      assert.deepEqual(await told, progress);
    });
  });

  describe(`${name}: generators that lose`, () => {
    let place: MeetingPlace;
    afterEach(() => place.close());

    it('one that is killed name it, long before the limit of what they wait for', async () => {
      place = await open({ silenceMs });
      const [one, two] = [await place.come(1, 3), await place.come(2, 3)];
      const killed = await place.comeInProcess(3, 3);
      const waiting = assert.rejects(one.gather('k', null, longMs), aborted(/^Generator 3 of 3 /));
      const from = performance.now();
      killed.kill('SIGKILL');
      await waiting;
      aborted(/^Generator 3 of 3 /)(await abortOf(two));
      assert.ok(performance.now() - from < noticedMs, `${performance.now() - from} ms`);
    });

    it('one that is stalled name it, and it learns so when it goes on', async () => {
      place = await open({ silenceMs });
      const one = await place.come(1, 2);
      const stalled = await place.comeInProcess(2, 2);
      const named = /^Generator 2 of 2 has said nothing for 2 s: killed, stalled, or cut off from the rendezvous\.$/;
      const from = performance.now();
      stalled.kill('SIGSTOP');
      await assert.rejects(one.gather('k', null, longMs), aborted(named));
      assert.ok(performance.now() - from < noticedMs, `${performance.now() - from} ms`);
      const told = heard<FromGeneratorProcess, 'aborted'>(stalled, 'aborted');
      stalled.kill('SIGCONT');
      // On loopback its line was cut meanwhile; in Redis the reason waits for it.
      assert.match((await told).message, /Generator 2 of 2 has said nothing|where the generators meet/);
    });

    for (const [how, signal] of [
      ['killed', 'SIGKILL'],
      ['stalled', 'SIGSTOP'],
    ] as const)
      it(`the place itself, ${how}, say so and can leave`, async () => {
        place = await open({ silenceMs });
        const [one, two] = [await place.come(1, 2), await place.come(2, 2)];
        const waiting = assert.rejects(one.gather('k', null, longMs), failsWith('RENDEZVOUS_LOST', lost[how]));
        const from = performance.now();
        process.kill(place.pid, signal);
        await waiting;
        failsWith('RENDEZVOUS_LOST', lost[how])(await abortOf(two));
        await assert.rejects(two.clock(), failsWith('RENDEZVOUS_LOST', lost[how]));
        await one.abandon('it is gone');
        assert.ok(performance.now() - from < noticedMs, `${performance.now() - from} ms`);
      });

    it('the place for a moment only go on', async () => {
      place = await open({ silenceMs });
      const [one, two] = [await place.come(1, 2), await place.come(2, 2)];
      process.kill(place.pid, 'SIGSTOP');
      const values = Promise.all([one.gather('k', 1, longMs), two.gather('k', 2, longMs)]);
      process.kill(place.pid, 'SIGCONT');
      assert.deepEqual(await values, [
        [1, 2],
        [1, 2],
      ]);
    });
  });
}
