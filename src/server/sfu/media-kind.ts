export type MediaKind = 'audio' | 'video';

export const mediaKinds = ['audio', 'video'] as const satisfies readonly MediaKind[];

/** RTP clock rate in Hz: Opus and VP8. */
export const clockRates: Readonly<Record<MediaKind, number>> = { audio: 48_000, video: 90_000 };

/** Something per kind of media, where there is such media. */
export type PerKind<Value> = Partial<Record<MediaKind, Value>>;
