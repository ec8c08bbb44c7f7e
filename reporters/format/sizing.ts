import { formatCount, formatUnit } from '../../src/model/format.js';
import type { FigureRange, NodesFor, Sizing } from '../../src/model/sizing.js';
import { counted } from './words.js';

/**
 * The sizing in one line: `Sizing at 70 % of capacity: 2 sessions per node, which send 3.4 Mbps; 5 nodes for 10 sessions, 50 for 100`.
 */
export function sizingText(sizing: Sizing): string {
  const { sessionsPerNode, egressMbpsPerNode, nodes } = sizing;
  const head = `Sizing at ${headroomText(sizing)} of capacity`;
  if (sessionsPerNode.max === 0) return `${head}: no whole session fits into a node`;
  if (sessionsPerNode.min === 0 && sessionsPerNode.max === null)
    return `${head}: not even one session is known to fit into a node`;
  const sessions = rangeText(sessionsPerNode, formatCount);
  const egress = egressMbpsPerNode ? `, which send ${egressText(egressMbpsPerNode)}` : '';
  const needs = nodes.map((of, i) =>
    i === 0
      ? `${plural(nodesText(of), 'node')} for ${counted(of.sessions, 'session')}`
      : `${nodesText(of)} for ${formatCount(of.sessions)}`,
  );
  return `${head}: ${plural(sessions, 'session')} per node${egress}; ${needs.join(', ')}`;
}

/** `70 %`. */
export const headroomText = ({ headroom }: Sizing): string => `${Number((headroom * 100).toPrecision(4))}\u00a0%`;

/** `294.0 Mbps`, `147.0 to 294.0 Mbps`. */
export const egressText = (range: FigureRange): string =>
  rangeText(range, (value) => formatUnit(value, 'Mbps')).replace('\u00a0Mbps to', ' to');

const plural = (figure: string, noun: string): string => `${figure} ${noun}${/(^| )1$/.test(figure) ? '' : 's'}`;

/** `4`, `3 to 5`, `at least 3`. */
export function rangeText({ min, max }: FigureRange, shown: (value: number) => string): string {
  if (max === null) return `at least ${shown(min)}`;
  return shown(min) === shown(max) ? shown(min) : `${shown(min)} to ${shown(max)}`;
}

/** `50`, `34 to 50`, `at most 50`. */
export function nodesText({ min, max }: NodesFor): string {
  if (max === null) return min === null ? 'unknown' : `at least ${formatCount(min)}`;
  if (min === null) return `at most ${formatCount(max)}`;
  return min === max ? formatCount(max) : `${formatCount(min)} to ${formatCount(max)}`;
}
