import { plainText } from '../format/plain-text.js';

/** Titles as labels, each once: two scenarios of one title, or of long ones with one beginning, are told apart by a number. */
export function uniqueTitles(titles: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return titles.map((title) => {
    const plain = plainText(title, 200);
    const times = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, times);
    return times === 1 ? plain : `${plain} (${times})`;
  });
}
