import { plainText } from '../format/plain-text.js';

/**
 * Text from outside for GitHub-flavoured Markdown: nothing in it is read as markup, as a cell's end, as HTML or as the mention of a
 * person.
 */
export function escapeMarkdown(text: string, limit?: number): string {
  return plainText(text, limit).replace(/[&<>@\\`*_{}[\]|~#!$]/g, (character) =>
    '&<>@'.includes(character) ? `&#${character.charCodeAt(0)};` : `\\${character}`,
  );
}
