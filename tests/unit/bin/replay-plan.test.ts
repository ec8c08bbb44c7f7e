import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { replayOf } from '../../../bin/replay-plan.js';
import { verdictFile } from '../../../reporters/json/verdict-file.js';
import type { VerdictFile } from '../../../reporters/json/verdict-schema.js';
import { LoadError } from '../../../src/model/errors.js';
import { type SampleRun, sampleModel, sampleScenario } from '../reporters/sample-run.js';

const here = { OPENVIDU_URL: 'https://openvidu.example.com' };
const recorded = (...runs: SampleRun[]): VerdictFile => verdictFile(sampleModel(...runs));
const plan = (file: VerdictFile, scenario?: string, environment: Record<string, string> = here) =>
  replayOf(file, { file: 'a/verdict.json', ...(scenario !== undefined && { scenario }) }, environment);

// biome-ignore lint/suspicious/noExplicitAny: the changes below are what no type allows
type Resolved = Record<string, any>;

/** A recorded run after a change to its scenario. */
function changed(change: (resolved: Resolved) => void): VerdictFile {
  const file = structuredClone(recorded({}));
  change(file.scenarios[0]!.resolved as Resolved);
  return file;
}

function refused(file: VerdictFile, message: RegExp, scenario?: string, environment?: Record<string, string>): void {
  assert.throws(
    () => plan(file, scenario, environment),
    (thrown) => {
      assert.ok(thrown instanceof LoadError, String(thrown));
      assert.match(thrown.message, message);
      assert.doesNotMatch(thrown.message, /\p{Cc}/u, 'one clean line');
      return true;
    },
  );
}

describe('what replay runs', () => {
  it('is what was recorded, unchanged', () => {
    const { scenarios, generators, embeddedServer, headline } = plan(recorded({ generators: 3 }));
    assert.deepEqual(scenarios, [sampleScenario()]);
    assert.deepEqual([generators, embeddedServer], [3, undefined]);
    assert.equal(headline, 'Repeats 1 scenario of run 9f3c2a with 3 generators against https://openvidu.example.com.');
  });

  it('is one scenario if asked', () => {
    const file = recorded({ title: 'a' }, { title: 'b' });
    assert.deepEqual(
      plan(file, 'b').scenarios.map(({ title }) => title),
      ['b'],
    );
    refused(file, /holds no scenario "c", only "a", "b"\.$/, 'c');
  });

  it('is run against the embedded server as the run had it', () => {
    const file = recorded({});
    file.run.embeddedServer = { mediaServer: 'mediasoup', faults: { joinDelayMs: 5 } };
    const { embeddedServer, headline } = plan(file, undefined, {});
    assert.equal(embeddedServer?.mediaServer, 'mediasoup');
    assert.equal(embeddedServer?.faults?.joinDelayMs, 5);
    assert.match(headline, /against the embedded server\.$/);
    file.run.embeddedServer = { faults: { noSuchFault: 1 } };
    refused(file, /options of the embedded server are wrong/);
  });

  it('needs a deployment where the run had one', () => {
    refused(recorded({}), /was run against https:\/\/127.*; set OPENVIDU_URL/, undefined, {});
  });

  it('shows no password of an address', () => {
    const secret = { OPENVIDU_URL: 'https://OPENVIDUAPP:hunter2@openvidu.example.com' };
    refused(recorded({}), /^(?!.*hunter2).*carries a user name or password/, undefined, secret);
  });

  it('is nothing where the scenario has code of its own, never started, or is there twice', () => {
    refused(
      changed((resolved) => Object.assign(resolved.participants, { app: { url: '(a function)' } })),
      /runs an app of its own, whose functions stand in no verdict\.json; run its spec/,
    );
    const never = recorded({});
    never.scenarios[0]!.resolved = null;
    refused(never, /never started/);
    const twice = recorded({ title: 'a' }, { title: 'b' });
    Object.assign(twice.scenarios[1]!.resolved!, { title: 'a' });
    refused(twice, /holds several scenarios "a"/);
    const crowd = recorded({});
    crowd.run.generators = 65;
    refused(crowd, /says 65 generators; expected 1 to 64/);
  });

  for (const [what, change] of [
    ['an unknown option', (of) => Object.assign(of, { require: 'child_process' })],
    ['a topology of the future', (of) => Object.assign(of, { topology: { type: 'mesh' } })],
    ['a crowd', (of) => Object.assign(of.topology, { size: 1e9 })],
    ['endless steps', (of) => Object.assign(of.load, { levels: Array(5000).fill(1) })],
    [
      'too large a step',
      (of) =>
        Object.assign(of, { topology: { type: 'n-to-n', size: 1000 }, load: { ...of.load, levels: [1, 10_000] } }),
    ],
    ['a load that does not fit', (of) => Object.assign(of.load, { unit: 'participants' })],
    ['an endless hold', (of) => Object.assign(of.load, { holdSeconds: 1e9 })],
    ['no number', (of) => Object.assign(of, { seed: 'x' })],
    ['an unknown metric', (of) => Object.assign(of.thresholds[0], { metric: '__proto__' })],
    ['an empty title', (of) => Object.assign(of, { title: ' ' })],
  ] as const satisfies readonly (readonly [string, (of: Resolved) => unknown])[])
    it(`trusts no file: ${what}`, () => {
      refused(changed(change), /^The resolved scenario ".*" in a\/verdict\.json cannot be read: /);
    });
});
