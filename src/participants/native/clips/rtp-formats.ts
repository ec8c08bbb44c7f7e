/** Payload types that native publishers offer; the same as Chromium's. */
export const payloadType = { opus: 111, vp8: 96, h264: 106 } as const;

/** RTP clock rates, in Hz. */
export const clockRate = { audio: 48_000, video: 90_000 } as const;
