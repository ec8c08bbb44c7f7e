/** Type of the annotation by which the reporter knows a generator's test before it runs. */
export const generatorAnnotation = 'playwright-openvidu/generator';

/** `2/4` for generator 2 of 4. */
export const formatGenerator = (generator: number, generators: number): string => `${generator}/${generators}`;

/** The reverse of {@link formatGenerator}; undefined if `text` is not of that form. */
export function parseGenerator(text: string | undefined): { generator: number; generators: number } | undefined {
  const match = /^(\d+)\/(\d+)$/.exec(text ?? '');
  return match ? { generator: Number(match[1]), generators: Number(match[2]) } : undefined;
}
