import type { TestCase, TestError, TestResult } from '@playwright/test/reporter';
import { printable } from '../../src/model/printable.js';
import { plainText } from '../format/plain-text.js';

const marks = { passed: '✓', failed: '✘', timedOut: '✘', interrupted: '✘', skipped: '-' } as const;

/** One line for an ordinary test, and its errors under it, for runs where no other reporter prints them. */
export function testLine(test: TestCase, result: TestResult, styles = false): string {
  const title = test
    .titlePath()
    .filter((part) => part !== '')
    .map((part) => plainText(part))
    .join(' › ');
  const seconds = (result.duration / 1000).toFixed(1);
  const errors = result.errors.map((error) => testErrorText(error, styles)).join('');
  return `${printable(`${marks[result.status]} ${title} (${seconds} s)`)}\n${errors}`;
}

/** An error outside or inside a test, with its place. @param styles whether the colours of its message and code stay */
export function testErrorText(error: TestError, styles = false): string {
  const message = error.message ?? error.value ?? 'unknown error';
  const place = error.location ? `\n    at ${error.location.file}:${error.location.line}` : '';
  // An error of ours says all in its message; the snippet would show lines of this package.
  const snippet = error.snippet && !error.message?.startsWith('LoadError: ') ? `\n${error.snippet}` : '';
  return `${printable(indent(`${message}${place}${snippet}`), { styles })}\n`;
}

const indent = (text: string) =>
  text
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
