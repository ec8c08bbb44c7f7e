import { plainText } from '../format/plain-text.js';

/** Rendered XML. */
export type Xml = string & { readonly xml: unique symbol };

// XML 1.0 has no place for these, not even as references: half of a surrogate pair, and two characters that are none.
const noXml = /[\p{Cs}\ufffe\uffff]/gu;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text from outside for XML 1.0: one line without controls, cut at `limit` characters. */
export const xmlText = (text: string, limit?: number): Xml =>
  plainText(text, limit)
    .replace(noXml, '\ufffd')
    .replace(/[&<>"]/g, (character) => entities[character] ?? '') as Xml;

/** An element. Attributes are names of this code and values that {@link xmlText} made harmless, or numbers; undefined ones are left out. */
export function element(
  name: string,
  attributes: Readonly<Record<string, Xml | number | undefined>>,
  children: readonly Xml[] = [],
): Xml {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([attribute, value]) => ` ${attribute}="${value}"`)
    .join('');
  if (children.length === 0) return `<${name}${written}/>` as Xml;
  return `<${name}${written}>\n${children.join('\n')}\n</${name}>` as Xml;
}
