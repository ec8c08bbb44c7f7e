import { plainText } from './plain-text.js';

/** The command that runs one scenario again, with the title as a pattern that matches it literally, quoted for a POSIX shell. */
export function repeatCommand(title: string): string {
  const pattern = plainText(title, 200)
    .replace(/…$/, '')
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return `npx playwright test --grep '${pattern.replaceAll("'", "'\\''")}'`;
}
