import { z } from 'zod';
import type { BrowserApp } from '../model/browser-app.js';
import {
  clipNames,
  type GuardMetric,
  guardMetrics,
  type ResolvedMedia,
  type ResolvedParticipantMix,
  type ResolvedSpeakers,
  videoCodecs,
} from '../model/scenario.js';
import type { ScenarioDefaults } from './defaults.js';
import { duration, numberBetween, oneOf, options, positiveNumber, wholeNumber } from './leaf-schemas.js';
import { limits } from './limits.js';

const browserCount = wholeNumber(0, limits.participantsPerSession);

const countText = `'all' or a whole number from 0 to ${limits.participantsPerSession}`;
const count = z.custom<number | 'all'>((value) => value === 'all' || browserCount.safeParse(value).success, {
  error: `expected ${countText}`,
});

const app = options({
  url: z.custom<BrowserApp['url']>((url) => typeof url === 'function' || isPageAddress(url), {
    error: "expected an address such as 'http://localhost:5080/', or a function that gives one",
  }),
  join: z
    .custom<BrowserApp['join']>((join) => typeof join === 'function', {
      error: 'expected a function (page, participant) => Promise<void>',
    })
    .optional(),
  screenshots: z.boolean({ error: 'expected true or false' }).optional(),
});

const browsers = options({
  count,
  app: app.optional(),
  groundTruth: z.boolean({ error: 'expected true or false' }).optional(),
});

const speakers = options({
  active: wholeNumber(1, limits.publishersPerSession),
  turn: duration(limits.turnSeconds.min, limits.turnSeconds.max).optional(),
  others: oneOf<ResolvedSpeakers['others']>(['silence', 'muted']).optional(),
});

const signals = options({
  perSecond: numberBetween(limits.signalsPerSecond.min, limits.signalsPerSecond.max),
  bytes: wholeNumber(limits.signalBytes.min, limits.signalBytes.max).optional(),
});

/** Which participants are browsers. */
export const mixSchema = options({
  browser: z
    .unknown()
    .transform((browser, context): z.infer<typeof browsers> => {
      const whole = typeof browser === 'object' && browser !== null ? browser : { count: browser };
      const parsed = browsers.safeParse(whole, { reportInput: true });
      if (parsed.success) return parsed.data;
      if (whole === browser)
        for (const issue of parsed.error.issues) context.addIssue(issue as z.core.$ZodSuperRefineIssue);
      else context.addIssue({ code: 'custom', message: `expected ${countText}, or { count, app }`, input: browser });
      return z.NEVER;
    })
    .optional(),
  native: z.literal('rest', { error: "expected 'rest': every participant that is no browser is native" }).optional(),
  speakers: speakers.optional(),
  signals: signals.optional(),
});

function isPageAddress(url: unknown): boolean {
  return typeof url === 'string' && /^https?:/.test(url) && URL.canParse(url);
}

/** The browsers that a mix asks for. An app's functions are no data: of them it is only told that they are there. */
export function mixOf(mix: z.infer<typeof mixSchema> | undefined, defaults: ScenarioDefaults): ResolvedParticipantMix {
  const given = mix?.browser;
  const url = given?.app?.url;
  return {
    browser: given?.count ?? defaults.browser,
    ...(url !== undefined && { app: { url: typeof url === 'string' ? withoutSecrets(url) : '(a function)' } }),
    ...(given?.groundTruth === false && { groundTruth: false as const }),
    ...(mix?.speakers && {
      speakers: {
        active: mix.speakers.active,
        turnSeconds: mix.speakers.turn ?? defaults.turnSeconds,
        others: mix.speakers.others ?? defaults.othersThanSpeakers,
      },
    }),
    ...(mix?.signals && {
      signals: { perSecond: mix.signals.perSecond, bytes: mix.signals.bytes ?? defaults.signalBytes },
    }),
  };
}

/** Query, hash and user of an address may hold what must stand in no report. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname}`;
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
/** The seed that counts; what is wrong with it is told elsewhere. */
export const seedOf = (seed: unknown, defaults: ScenarioDefaults): number =>
  seedSchema.safeParse(seed).data ?? defaults.seed;
/** Time limit of a join. */
export const joinTimeoutSchema = duration(limits.joinTimeoutSeconds.min, limits.joinTimeoutSeconds.max).optional();
