import { randomUUID } from 'node:crypto';

/** Text in which GitHub Actions obeys no workflow command, whatever a title or an error's text contains. */
export function quietCommands(text: string, token: string = randomUUID()): string {
  return `::stop-commands::${token}\n${text.endsWith('\n') ? text : `${text}\n`}::${token}::\n`;
}
