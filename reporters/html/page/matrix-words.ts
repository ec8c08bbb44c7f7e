import type { StreamCell } from '../../../src/model/stream-cells.js';

const faultWords = {
  missing: 'missing',
  'wrong-publisher': 'shows another publisher',
  frozen: 'frozen',
  'low-frame-rate': 'frame rate too low',
} as const;

/** What is known of the streams of one cell, one line each. */
export function cellLines(streams: readonly StreamCell[]): string[] {
  if (streams.length === 0) return ['no stream'];
  return streams.map(({ kind, receiver, fault, quality }) => {
    const share = quality === undefined ? 'not measured' : `${(quality * 100).toFixed(1).replace(/\.0$/, '')} %`;
    const of = kind === 'video' ? 'of the nominal frame rate' : 'of the packets';
    const measured = quality === undefined ? (fault ? '' : `, ${share}`) : `, ${share} ${of}`;
    return `${kind}${fault ? `: ${faultWords[fault]}` : ''}${measured}${receiver === 'browser' ? ', in a browser' : ''}`;
  });
}
