import { LoadError } from '../model/errors.js';
import type { PlatformFigures } from '../model/figures.js';
import type { GeneratorOptions } from './generator-options.js';

type Sources = Pick<GeneratorOptions, 'generator' | 'platform' | 'figuresSource'>;

/** Sets the point from which the platform counts by itself. */
export async function beginPlatformFigures({ generator, platform }: Sources): Promise<void> {
  if (generator === 1) await told(() => platform.figures());
}

/**
 * Generator 1 asks for all, when a hold has ended. A deployment that is too busy to answer is judged by its streams: what does not tell
 * is not measured, and fails nothing.
 */
export async function platformFigures(
  { generator, platform, figuresSource }: Sources,
  holdSeconds: number,
): Promise<PlatformFigures | undefined> {
  if (generator !== 1) return undefined;
  const [own, more] = await Promise.all([
    told(() => platform.figures()),
    told(async () => figuresSource?.figures(holdSeconds)),
  ]);
  const notMeasured = [own, more].flatMap(({ trouble }) => trouble ?? []);
  const figures = { ...own.figures, ...more.figures, ...(notMeasured.length > 0 && { notMeasured }) };
  return Object.keys(figures).length === 0 ? undefined : figures;
}

async function told(
  ask: () => Promise<PlatformFigures | undefined>,
): Promise<{ readonly figures?: PlatformFigures | undefined; readonly trouble?: string }> {
  try {
    return { figures: await ask() };
  } catch (thrown) {
    if (thrown instanceof LoadError) return { trouble: thrown.message };
    throw thrown;
  }
}
