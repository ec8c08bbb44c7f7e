import { SaxesParser } from 'saxes';

export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Parses XML strictly. @throws where it is not well-formed, or has a character that XML 1.0 has no place for */
export function parseXml(text: string): XmlElement {
  const parser = new SaxesParser();
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: { ...attributes }, children: [], text: '' };
    (open.at(-1)!.children as XmlElement[]).push(element);
    open.push(element);
  });
  parser.on('text', (part) => {
    Object.assign(open.at(-1)!, { text: open.at(-1)!.text + part });
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  return root.children[0]!;
}

/** Elements of that name, however deep. */
export const elementsOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...elementsOf(child, name)]);

/** The properties of a JUnit test case. */
export const propertiesOf = (testCase: XmlElement): Record<string, string> =>
  Object.fromEntries(elementsOf(testCase, 'property').map(({ attributes }) => [attributes.name!, attributes.value!]));
