import type { ResolvedScenario } from '../model/scenario.js';
import type { Sizing } from '../model/sizing.js';
import type { Capacity, CurveStep } from '../model/verdict.js';
import { round6 } from '../quality/round.js';
import { attemptWith } from './search/attempt-with.js';

/** Guards whole numbers against the last bit of a product such as 0.7 × 10. */
const rounding = 1e-9;

/**
 * What a buyer needs: nodes for given numbers of sessions, and what they send. The capacity lies between the last passed step and the
 * session before the first failed one, and so do all figures; of a lower bound only one side is known. Null if none was asked for or
 * nothing passed.
 */
export function sizingOf(
  steps: readonly CurveStep[],
  capacity: Capacity | null,
  { capacity: sought }: ResolvedScenario,
): Sizing | null {
  const wanted = sought?.sizing;
  const held = capacity?.lastPassedStep && attemptWith(steps, capacity.lastPassedStep, 'passed');
  if (!wanted || !held) return null;
  const { headroom } = wanted;
  const failed = capacity.firstFailedStep === null ? undefined : stepAt(steps, capacity.firstFailedStep);
  const usable = (sessions: number) => Math.floor(sessions * headroom + rounding);
  const min = usable(held.sessions);
  const max = failed ? usable(failed.sessions - 1) : null;
  const { mbps, from } = egressOf(held);
  const perSession = mbps === null ? null : mbps / held.sessions;
  const egress = (sessions: number) => (perSession === null ? null : round6(sessions * perSession));
  const nodesAt = (sessions: number, perNode: number | null) => (perNode ? Math.ceil(sessions / perNode) : null);
  return {
    headroom,
    sessionsPerNode: { min, max },
    egressMbpsPerNode: perSession === null ? null : { min: egress(min)!, max: max === null ? null : egress(max) },
    egressFrom: from,
    nodes: wanted.sessions.map((sessions) => ({
      sessions,
      min: nodesAt(sessions, max),
      max: nodesAt(sessions, min),
      egressMbps: egress(sessions),
    })),
  };
}

const stepAt = (steps: readonly CurveStep[], index: number) => steps.find((step) => step.index === index);

/** What a deployment sent in a step, Mbit/s: as it counts itself, else as its participants received. */
function egressOf({ platform, metrics }: CurveStep): { mbps: number | null; from: Sizing['egressFrom'] } {
  if (platform?.networkOutMbps !== undefined) return { mbps: platform.networkOutMbps, from: 'platform' };
  const received = ['video.bitrate', 'audio.bitrate'].flatMap((metric) => metrics[metric] ?? []);
  const kbps = received.reduce((sum, { avg, count }) => sum + avg * count, 0);
  return Number.isFinite(kbps) && kbps > 0 ? { mbps: kbps / 1000, from: 'received' } : { mbps: null, from: null };
}
