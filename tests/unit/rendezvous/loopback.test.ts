import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { LoadError } from '../../../src/model/errors.js';
import type { Progress, Rendezvous } from '../../../src/model/gather.js';
import { connectLoopback } from '../../../src/rendezvous/loopback-client.js';
import { LoopbackHost } from '../../../src/rendezvous/loopback-host.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function host(onProgress: (progress: Progress) => void = () => {}): Promise<LoopbackHost> {
  const started = await LoopbackHost.start(onProgress);
  open.push(started);
  return started;
}

async function come(url: string, generator: number, generators: number, scenario = 's'): Promise<Rendezvous> {
  const rendezvous = await connectLoopback(url, { scenario, generator, generators });
  open.push(rendezvous);
  return rendezvous;
}

const aborted = (pattern: RegExp) => (error: unknown) =>
  error instanceof LoadError && error.code === 'ABORTED' && pattern.test(error.message);

describe('loopback rendezvous', () => {
  it('gives everyone all values in generator order, whoever came first', async () => {
    const { url } = await host();
    const [one, two, three] = [await come(url, 1, 3), await come(url, 2, 3), await come(url, 3, 3)];
    const third = three.gather('k', { n: 3 }, 5_000);
    const first = one.gather('k', { n: 1 }, 5_000);
    const second = two.gather('k', { n: 2 }, 5_000);
    for (const values of await Promise.all([first, second, third]))
      assert.deepEqual(values, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  });

  it('keeps scenarios and keys apart', async () => {
    const { url } = await host();
    const [a, b] = [await come(url, 1, 1, 'a'), await come(url, 1, 1, 'b')];
    assert.deepEqual(await a.gather('k', 'a1', 5_000), ['a1']);
    assert.deepEqual(await b.gather('k', 'b1', 5_000), ['b1']);
    assert.deepEqual(await a.gather('k2', 'a2', 5_000), ['a2']);
  });

  it('names who did not arrive in time', async () => {
    const { url } = await host();
    const one = await come(url, 1, 3);
    await come(url, 2, 3);
    await assert.rejects(
      one.gather('step 1', null, 50),
      aborted(/generator 2 of 3, generator 3 of 3 did not arrive at “step 1”/),
    );
  });

  it('aborts the others at once when a generator dies', async () => {
    const { url } = await host();
    const one = await come(url, 1, 2);
    const two = await connectLoopback(url, { scenario: 's', generator: 2, generators: 2 });
    const waiting = one.gather('k', null, 60_000);
    (two as unknown as { socket: { terminate(): void } }).socket.terminate();
    await assert.rejects(waiting, aborted(/Generator 2 of 2 ended before its scenario did/));
    assert.equal(one.aborted.aborted, true);
  });

  it('passes on the reason of a generator that gives up, also to those who come later', async () => {
    const { url } = await host();
    const [one, two] = [await come(url, 1, 3), await come(url, 2, 3)];
    const waiting = assert.rejects(one.gather('k', null, 60_000), aborted(/no browser here/));
    await two.abandon('no browser here');
    await waiting;
    const late = await come(url, 3, 3);
    await assert.rejects(late.gather('k', null, 60_000), aborted(/no browser here/));
  });

  it('does not abort the others when a generator leaves after the end', async () => {
    const { url } = await host();
    const [one, two] = [await come(url, 1, 2), await come(url, 2, 2)];
    await Promise.all([one.gather('end', 1, 5_000), two.gather('end', 2, 5_000)]);
    await two.close();
    assert.equal(one.aborted.aborted, false);
    await one.close();
  });

  it('is lost, not waited for, when the main process closes it', async () => {
    const started = await host();
    const one = await come(started.url, 1, 2);
    const lost = (error: unknown) => error instanceof LoadError && error.code === 'RENDEZVOUS_LOST';
    const waiting = assert.rejects(one.gather('k', null, 60_000), lost);
    await started.close();
    await waiting;
  });

  it('refuses a scenario before anybody came', async () => {
    const started = await host();
    started.refuse('s', 'only one of two would run');
    const one = await come(started.url, 1, 2);
    await assert.rejects(one.gather('start', null, 60_000), aborted(/only one of two would run/));
  });

  it('carries progress to the reporter', async () => {
    let resolve: (progress: Progress) => void = () => {};
    const promise = new Promise<Progress>((done) => {
      resolve = done;
    });
    const { url } = await host(resolve);
    const one = await come(url, 1, 1);
    const progress: Progress = {
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
    };
    one.progress(progress);
    assert.deepEqual(await promise, progress);
  });

  it('does not answer at another path', async () => {
    const { url } = await host();
    await assert.rejects(
      connectLoopback(`${url}x`, { scenario: 's', generator: 1, generators: 1 }),
      (error) => error instanceof LoadError && error.code === 'RENDEZVOUS_LOST',
    );
  });
});
