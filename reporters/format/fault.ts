import type { JoinFailure, StreamFault } from '../../src/model/figures.js';
import { plainText } from './plain-text.js';

const words = {
  missing: 'missing',
  'wrong-publisher': 'wrong publisher',
  frozen: 'frozen',
  'low-frame-rate': 'low frame rate',
} as const;

/** What is wrong with a stream, in words. */
export const faultWord = (fault: StreamFault['fault']): string => words[fault];

/** A stream by name, its publisher and its receiver: `session 2 (load-9f3c-2), 3 → 5 video`. */
const streamText = ({ session, sessionName, from, to, kind }: StreamFault): string =>
  `session ${session} (${plainText(sessionName, 60)}), ${from} → ${to} ${kind}`;

/** A stream with what is wrong: `session 2 (…), 3 → 5 video: missing, no media for 27 s`. */
export function faultText(fault: StreamFault): string {
  const [word, detail] = [faultWord(fault.fault), plainText(fault.detail, 120)];
  if (detail === '') return `${streamText(fault)}: ${word}`;
  return `${streamText(fault)}: ${detail.startsWith(word) ? detail : `${word}, ${detail}`}`;
}

/** A join that failed: `session 2 (…), participant 3 (browser): platform, …`. */
export const joinFailureText = (failure: JoinFailure): string =>
  `session ${failure.session} (${plainText(failure.sessionName, 60)}), participant ${failure.participant} (${failure.kind}): ` +
  `${failure.cause === 'platform' ? 'the platform' : 'the generator'}: ${plainText(failure.reason, 200)}`;
