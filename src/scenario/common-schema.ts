import { z } from 'zod';
import { clipNames, type GuardMetric, guardMetrics, type ResolvedMedia, videoCodecs } from '../model/scenario.js';
import type { ScenarioDefaults } from './defaults.js';
import { duration, oneOf, options, positiveNumber, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';

const browserCount = wholeNumber(0, limits.participantsPerSession);

/** Which participants are browsers. */
export const mixSchema = options({
  browser: z
    .custom<number | 'all' | { readonly count: number }>(
      (browser) => browser === 'all' || browserCount.safeParse(countOf(browser)).success,
      { error: `expected 'all', a whole number from 0 to ${limits.participantsPerSession}, or { count } with one` },
    )
    .optional(),
  native: z.literal('rest', { error: "expected 'rest': every participant that is no browser is native" }).optional(),
});

const countOf = (browser: unknown): unknown =>
  typeof browser === 'object' && browser !== null ? (browser as { count?: unknown }).count : browser;

/** Number of browsers that a mix asks for. */
export function browsersOf(mix: z.infer<typeof mixSchema> | undefined, defaults: ScenarioDefaults): number | 'all' {
  return mix?.browser === undefined ? defaults.browser : (countOf(mix.browser) as number | 'all');
}

/** What publishers send. */
export const mediaSchema = options({
  video: oneOf(clipNames).optional(),
  videoCodec: oneOf(videoCodecs).optional(),
  framesPerSecond: positiveNumber(limits.framesPerSecond).optional(),
  adapt: oneOf<ResolvedMedia['adapt']>(['remb', 'loss', 'off']).optional(),
  simulcast: z.boolean({ error: 'expected true or false' }).optional(),
});

/** The media of a scenario with its defaults. */
export const mediaOf = (media: z.infer<typeof mediaSchema> | undefined, defaults: ScenarioDefaults): ResolvedMedia => ({
  video: media?.video ?? defaults.video,
  videoCodec: media?.videoCodec ?? defaults.videoCodec,
  framesPerSecond: media?.framesPerSecond ?? defaults.framesPerSecond,
  adapt: media?.adapt ?? defaults.adapt,
  ...(media?.simulcast && { simulcast: true }),
});

const guard = z
  .custom<number | 'off'>((value) => value === 'off' || (Number.isInteger(value) && (value as number) >= 0), {
    error: "expected 'off' or the largest whole number that passes",
  })
  .optional();

/** How far guards are relaxed. */
export const guardsSchema = options({ missingStreams: guard, joinFailures: guard, badStreams: guard });

/** The guards that judge; relaxed ones are left out. */
export function guardsOf(
  guards: z.infer<typeof guardsSchema> | undefined,
  defaults: ScenarioDefaults,
): Partial<Record<GuardMetric, number>> {
  const bounds = guardMetrics.map((metric) => [metric, guards?.[metric] ?? defaults.guards[metric]] as const);
  return Object.fromEntries(bounds.filter(([, bound]) => bound !== 'off'));
}

/** Title of a scenario: the key in reports. */
export const titleSchema = z.custom<string>((title) => typeof title === 'string' && title.trim() !== '', {
  error: 'expected a title that is not empty',
});
/** Seed of everything random. */
export const seedSchema = wholeNumber(0, limits.seed).optional();
/** Time limit of a join. */
export const joinTimeoutSchema = duration(limits.joinTimeoutSeconds.min, limits.joinTimeoutSeconds.max).optional();
