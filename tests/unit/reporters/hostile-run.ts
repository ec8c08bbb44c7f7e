import { collectRun } from '../../../reporters/collect/collect-run.js';
import type { RunModel } from '../../../reporters/collect/run-model.js';
import type { EvidenceRecord } from '../../../src/model/evidence.js';
import { sampleEvidence, sampleExpectation } from './sample-run.js';

/** Text that tries every format at once: markup, attributes, terminal escapes, tables, fences, mentions, direction marks, length. */
export const hostileText = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  '"\'`> & --> ]]> $x {value}',
  '\u001b[31mred\u001b[0m\u001b]0;title\u0007\u009b2J',
  '| a | b |\n\n# heading\r\n```js\n',
  '</style></svg> [link](javascript:alert(3)) @everyone #1 *bold* _it_ ~~x~~ \\',
  '\u202eesrever\u2066 \u0000\u2028 😀👩‍👩‍👧',
  'x'.repeat(10_000),
].join(' ');

/** A run in which everything that comes from outside is hostile. */
export function hostileModel(): RunModel {
  const run = { title: hostileText, breaksAt: 2, steps: 2, missing: 2, faults: [hostileText] };
  const records = sampleEvidence(run).map((record): EvidenceRecord => {
    if (record.type === 'scenario')
      return {
        ...record,
        runId: hostileText,
        platform: { ...record.platform, embedded: false, version: hostileText, url: hostileText },
        machine: { ...record.machine, cpuModel: hostileText, platform: hostileText, node: hostileText },
      };
    if (record.type !== 'step') return record;
    const { gathered } = record;
    const evidence = {
      seconds: [],
      events: [{ at: gathered.holdStartedAt, what: hostileText }],
      connections: [hostileText],
      picture: 'QUJD',
    };
    const renamed = <T extends object>(faults: readonly T[]) =>
      faults.map((fault) => ({ ...fault, sessionName: hostileText, detail: hostileText, evidence }));
    const failure = {
      session: 0,
      sessionName: hostileText,
      participant: 3,
      kind: 'native',
      cause: 'platform',
    } as const;
    return {
      ...record,
      gathered: {
        ...gathered,
        missing: renamed(gathered.missing),
        bad: renamed(gathered.bad),
        joinFailures: [{ ...failure, reason: hostileText }],
        joinFailureCount: 1,
        notes: [hostileText],
      },
    };
  });
  return collectRun(records, { expected: [sampleExpectation(run)], problems: [hostileText] });
}
