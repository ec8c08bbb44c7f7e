/** Makes an element. Texts become text nodes, never markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** A labelled choice, as one element to place; `choices` are value and text. */
export function choice(
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
  changed: (value: string) => void,
): { readonly whole: HTMLElement; readonly select: HTMLSelectElement } {
  made += 1;
  const id = `choice-${made}`;
  const select = element('select', { id }, ...choices.map(([value, text]) => element('option', { value }, text)));
  select.addEventListener('change', () => changed(select.value));
  return { whole: element('div', { class: 'choice' }, element('label', { for: id }, label), select), select };
}

/** Choices so far: their ids differ. */
let made = 0;
