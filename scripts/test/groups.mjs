// Which tests run at the same time. A file that stands in none of the lists waits more than it computes, and asserts nothing that a busy
// machine breaks: it is of the group `waiting`. Lists hold beginnings of paths.

/**
 * Groups run in this order; `besides` starts together with the group before it.
 * @type {readonly { name: string, besides?: true, atOnce: (processors: number) => number }[]}
 */
export const groups = [
  { name: 'computing', atOnce: (processors) => processors },
  { name: 'waiting', atOnce: (processors) => Math.ceil(1.5 * processors) },
  { name: 'browsing', besides: true, atOnce: (processors) => Math.ceil(processors / 2) },
  { name: 'measuring', atOnce: (processors) => Math.ceil(1.5 * processors) },
  { name: 'alone', atOnce: () => 1 },
];

/** They start one short process after another, and keep a processor busy with it. `npm run check` and unit tests belong to them. */
const computing = ['tests/inline/bad-input.test.ts', 'tests/inline/merge.test.ts', 'tests/platform/setup/'];

/** Their Chromium encodes, decodes or paints all the time. */
const browsing = [
  'tests/platform/browser/',
  'tests/platform/livekit/browser-',
  'tests/platform/livekit/ground-truth.test.ts',
  'tests/platform/livekit/own-app.test.ts',
  'tests/platform/report/',
  'tests/platform/sdk/',
];

/** They load the machine little, and want it calm, with the reason. */
const measuring = {
  'tests/inline/baseline.test.ts': 'records figures, which a starved generator may not',
  'tests/inline/capacity.test.ts': 'has to find a knee, which a starved generator cannot',
  'tests/inline/live.test.ts': 'asserts a passed verdict, which a starved generator makes inconclusive',
  'tests/inline/load-test.test.ts': 'asserts passed verdicts, frame rates and that no signal is lost',
  'tests/inline/matchers.test.ts': 'asserts frame rates, latencies and that nothing freezes',
  'tests/inline/openvidu-3.test.ts': 'asserts a passed verdict and that no signal is lost',
  'tests/inline/replay.test.ts': 'asserts passed verdicts, which a starved generator makes inconclusive',
  'tests/inline/runner-modes.test.ts': 'asserts a passed verdict, which a starved generator makes inconclusive',
  'tests/inline/shards.test.ts': 'asserts a failed verdict, which a starved generator makes inconclusive',
  'tests/platform/browser/impairment.test.ts': 'compares measured loss and round trips with what was injected',
  'tests/platform/calibration/': 'compares what is measured with what was injected',
  'tests/platform/generator/': 'asserts that short holds are without fault',
  'tests/platform/livekit/agreement.test.ts': 'compares what two receivers measure at the same time',
  'tests/platform/livekit/native.test.ts': 'asserts that frames are young',
  'tests/platform/native/canary.test.ts': 'measures how late its own process is',
  'tests/platform/native/ground-truth.test.ts': 'asserts that frames are young',
  'tests/platform/sfu/faults.test.ts': 'compares measured delays and rates with what was injected',
};

/** Nothing may run beside them, with the reason. */
const alone = {
  'tests/inline/shards/hosts.test.ts': 'starts many processes, and compares the figures of several runs',
  'tests/inline/shards/kills.test.ts':
    'starts many processes, kills at exact moments, and limits the time until all end',
  'tests/platform/sfu/overload.test.ts': 'keeps a processor busy, and asserts that what has time drops nothing',
};

/** In the order in which they are looked through. */
const lists = Object.entries({ alone: Object.keys(alone), measuring: Object.keys(measuring), computing, browsing });

/** @param {string} file path from the repository's root, with slashes */
export const groupOf = (file) =>
  lists.find(([, beginnings]) => beginnings.some((beginning) => file.startsWith(beginning)))?.[0] ?? 'waiting';

/** Entries of the lists that no file begins with. @param {readonly string[]} files of all tests */
export const staleEntries = (files) =>
  lists.flatMap(([, beginnings]) =>
    beginnings.filter((beginning) => !files.some((file) => file.startsWith(beginning))),
  );
