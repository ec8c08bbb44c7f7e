import { formatCount } from './format.js';
import type { ResolvedTopology } from './scenario.js';
import type { CurveStep } from './verdict.js';

/** `1 session`, `4 sessions`. */
export const counted = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;

/** A topology in words. */
export function topologyText(topology: ResolvedTopology): string {
  switch (topology.type) {
    case 'n-to-n':
      return `N:N, ${counted(topology.size, 'participant')} per session${topology.only ? `, ${topology.only} only` : ''}`;
    case 'n-to-m':
      return `N:M, ${counted(topology.publishers, 'publisher')} and ${counted(topology.subscribers, 'subscriber')} per session`;
    case 'teaching':
      return `teaching, ${counted(topology.teachers, 'teacher')} and ${counted(topology.students, 'student')} per session`;
    case 'growing-n-to-n':
      return 'one growing session, N:N';
    case 'growing-n-to-m':
      return `one growing session, N:M with ${counted(topology.publishers, 'publisher')}`;
    case 'custom':
      return `custom: ${topology.name}`;
    case 'mix':
      return `mix of ${topology.parts.map((part) => `${topologyText(part.topology)} (weight ${part.weight})`).join('; ')}`;
  }
}

/** A step by name, told apart from every other of its scenario: `step 5`, `step 5, attempt 2`, `step 5, run 3`. */
export const stepTitle = ({
  index,
  attempt,
  repetition,
}: Pick<CurveStep, 'index' | 'attempt' | 'repetition'>): string =>
  [
    `step ${index}`,
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
    ...(repetition === undefined ? [] : [`run ${repetition}`]),
  ].join(', ');
