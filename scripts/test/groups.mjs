// Which tests run at the same time. A test that stands nowhere here waits more than it computes, and asserts nothing that a busy machine
// breaks: it is of the group `waiting`.

/**
 * Groups run in this order; `besides` starts together with the group before it.
 * @type {readonly { name: string, besides?: true, atOnce: (processors: number) => number }[]}
 */
export const groups = [
  { name: 'computing', atOnce: (processors) => processors },
  { name: 'waiting', atOnce: (processors) => 2 * processors },
  { name: 'browsing', besides: true, atOnce: (processors) => Math.max(1, Math.floor(processors / 2)) },
  { name: 'measuring', atOnce: (processors) => processors },
  { name: 'alone', atOnce: () => 1 },
];

/** Beginnings of files whose Chromium encodes, decodes or paints all the time. */
export const browsing = [
  'tests/platform/browser/',
  'tests/platform/livekit/browser-',
  'tests/platform/livekit/ground-truth.test.ts',
  'tests/platform/livekit/own-app.test.ts',
  'tests/platform/report/',
  'tests/platform/sdk/',
];

/** Files that measure, hardly load the machine, and want the rest of it to be as calm, with the reason. */
export const measuring = {
  'tests/inline/baseline.test.ts': 'records figures, which a starved generator may not',
  'tests/inline/capacity.test.ts': 'has to find a knee, which a starved generator cannot',
  'tests/inline/shards.test.ts': 'asserts a failed verdict, which a starved generator makes inconclusive',
  'tests/platform/calibration/agreement.test.ts': 'compares what two receivers measure at the same time',
  'tests/platform/calibration/calibration.test.ts': 'compares what is measured with what was injected',
  'tests/platform/livekit/agreement.test.ts': 'compares what two receivers measure at the same time',
  'tests/platform/native/canary.test.ts': 'measures how late its own process is',
  'tests/platform/sfu/faults.test.ts': 'compares measured delays and rates with what was injected',
};

/** Files beside which nothing may run, with the reason. */
export const alone = {
  'tests/inline/shards/hosts.test.ts': 'starts many processes, and compares the figures of several runs',
  'tests/inline/shards/kills.test.ts':
    'starts many processes, kills at exact moments, and limits the time until all end',
  'tests/platform/sfu/overload.test.ts': 'keeps a processor busy, and asserts that what has time drops nothing',
};
