import { stripVTControlCharacters } from 'node:util';

/** Longest text that a renderer shows of anything a user or a server wrote. */
const longest = 240;

// Controls, and the marks that turn the direction of what follows: a title must not redraw the terminal or reorder a table.
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]+/gu;

/**
 * Text that a user or a server wrote, made harmless for every renderer: one line, no terminal escapes, no control or direction marks,
 * cut at `limit` characters. What a format needs beyond that (HTML entities, Markdown escapes) is its own business.
 */
export function plainText(text: string, limit = longest): string {
  const line = stripVTControlCharacters(text)
    .replace(unprintable, ' ')
    .replace(/\s{2,}/g, ' ')
    .trim();
  const characters = [...line.slice(0, limit * 2 + 2)];
  return characters.length <= limit ? line : `${characters.slice(0, limit - 1).join('')}…`;
}

/** Longest reason that is shown. */
export const longestSentence = 800;

/** A capital, a figure or a sign within a word: `joinTime`, `video.framesPerSecond`, `p95`, `https://host`. */
const nameLike = /^\S[^\s]*?[\p{Lu}\d@/]|^\S+\.\S/u;

/** A reason as a sentence of its own: it begins with a capital, unless it begins with a name, which stays as it is written. */
export function sentenceText(text: string): string {
  const line = plainText(text, longestSentence);
  return nameLike.test(line) ? line : line.charAt(0).toUpperCase() + line.slice(1);
}
