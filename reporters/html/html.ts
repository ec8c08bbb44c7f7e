/** Markup that is safe to stand in a page as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

export type HtmlValue = Html | string | number | null | undefined | readonly HtmlValue[];

/** Builds markup; every value that is not markup itself is escaped, so that no name from outside can become markup. */
export function html(parts: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(parts.reduce((built, part, i) => built + markupOf(values[i - 1]) + part));
}

/** Declares text as markup. Only for what our own code drew. */
export const trusted = (markup: string): Html => new Html(markup);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => `&#${character.charCodeAt(0)};`);
}

function markupOf(value: HtmlValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Html) return value.markup;
  if (typeof value === 'object') return value.map(markupOf).join('');
  return escapeHtml(String(value));
}
