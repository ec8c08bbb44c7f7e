import { plainText } from './plain-text.js';

/** Titles as labels, each once: two scenarios of one title, or of long ones with one beginning, are told apart by a number. */
export function uniqueTitles(titles: readonly string[]): string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const plain = plainText(title, 200);
    let unique = plain;
    for (let times = 2; taken.has(unique); times++) unique = `${plain} (${times})`;
    taken.add(unique);
    return unique;
  });
}
