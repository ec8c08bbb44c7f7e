import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sizingText } from '../../../reporters/format/sizing.js';
import { scenarioVerdict } from '../../../src/analysis/scenario-verdict.js';
import type { CurveStep } from '../../../src/model/verdict.js';
import { type CapacityInput, growing, nToN, resolveCapacity } from '../../../src/scenario/index.js';
import { curveOf, type Deployment, holding, search } from './search/deployments.js';

const measured = (avg: number, count: number) =>
  ({ 'video.bitrate': { unit: 'kbps', avg, count } }) as unknown as CurveStep['metrics'];

/** The sizing after a whole search over rooms of 7; each receives 21 Mbit/s. */
function sizing(deployment: Deployment, changes: Partial<CapacityInput> = {}, step: Partial<CurveStep> = {}) {
  const input = { topology: nToN(7), upTo: { sessions: 30 }, ...changes } as CapacityInput;
  const resolved = resolveCapacity('how many?', input);
  const steps = curveOf(search(deployment, { levels: resolved.load.levels.length })).map((held) => {
    const sessions = resolved.load.levels[held.index - 1]!;
    return { ...held, sessions, metrics: measured(500, 42 * sessions), ...step };
  });
  return scenarioVerdict(resolved, steps).sizing;
}

const text = (...given: Parameters<typeof sizing>) => sizingText(sizing(...given)!).replaceAll('\u00a0', ' ');

describe('sizing', () => {
  test('counts nodes and what they send at 70 % of the capacity that was found', () => {
    assert.deepEqual(sizing(holding(20)), {
      headroom: 0.7,
      sessionsPerNode: { min: 14, max: 14 },
      egressMbpsPerNode: { min: 294, max: 294 },
      egressFrom: 'received',
      nodes: [
        { sessions: 10, min: 1, max: 1, egressMbps: 210 },
        { sessions: 100, min: 8, max: 8, egressMbps: 2100 },
        { sessions: 1000, min: 72, max: 72, egressMbps: 21000 },
      ],
    });
    assert.equal(
      text(holding(20)),
      'Sizing at 70 % of capacity: 14 sessions per node, which send 294.0 Mbps; 1 node for 10 sessions, 8 for 100, 72 for 1000',
    );
  });

  test('gives the interval between the last passed and the first failed step', () => {
    // 11 sessions passed, 21 failed.
    const found = sizing(holding(2), { step: 10, sizing: { sessions: 200 } })!;
    assert.deepEqual(found.sessionsPerNode, { min: 7, max: 14 });
    assert.deepEqual(found.nodes, [{ sessions: 200, min: 15, max: 29, egressMbps: 4200 }]);
    assert.match(
      text(holding(2), { step: 10, sizing: { sessions: 200 } }),
      /7 to 14 sessions per node, which send 147.0 to 294.0 Mbps; 15 to 29 nodes for 200 sessions$/,
    );
  });

  test('of a lower bound says so', () => {
    const found = sizing(holding(30), { sizing: { sessions: [100], headroom: 0.5 } })!;
    assert.deepEqual(
      [found.sessionsPerNode, found.nodes],
      [{ min: 15, max: null }, [{ sessions: 100, min: null, max: 7, egressMbps: 2100 }]],
    );
    assert.match(
      text(holding(30), { sizing: { sessions: [100], headroom: 0.5 } }),
      /at least 15 sessions per node, which send at least 315.0 Mbps; at most 7 nodes for 100 sessions/,
    );
  });

  test('never divides a session over nodes', () => {
    assert.match(text(holding(1)), /no whole session fits into a node/);
    assert.match(text(holding(1), { upTo: { sessions: 1 } }), /not even one session is known to fit into a node/);
  });

  test('prefers what the deployment counts itself, and says nothing of what was not measured', () => {
    const counted = sizing(holding(20), {}, { platform: { networkOutMbps: 500 } })!;
    assert.deepEqual([counted.egressFrom, counted.egressMbpsPerNode?.min], ['platform', 350]);
    const unknown = sizing(holding(20), {}, { metrics: {} })!;
    assert.deepEqual([unknown.egressFrom, unknown.egressMbpsPerNode, unknown.nodes[0]?.egressMbps], [null, null, null]);
  });

  test('is unknown if nothing passed, and means nothing for one session that grows', () => {
    assert.equal(sizing(holding(0)), null);
    const grows = { topology: growing.nToN(), upTo: { participants: 8 } } as const;
    assert.equal(resolveCapacity('grows', grows).capacity?.sizing, undefined);
    assert.throws(() => resolveCapacity('grows', { ...grows, sizing: { sessions: 5 } }), {
      message: /sizing: expected upTo\.sessions with it/,
    });
  });

  test('refuses what cannot be sized, each mistake with what is allowed', () => {
    const wrong = (sizing: object) => () =>
      resolveCapacity('wrong', { topology: nToN(2), upTo: { sessions: 3 }, sizing });
    assert.throws(wrong({ sessions: 0 }), {
      message: /sizing\.sessions: expected a whole number from 1 to 1000000, or a list/,
    });
    assert.throws(wrong({ headroom: 70 }), {
      message: /sizing\.headroom: expected a number above 0, at most 1, given 70/,
    });
    assert.throws(wrong({ rooms: 5 }), { message: /sizing: unknown option 'rooms'/ });
  });
});
