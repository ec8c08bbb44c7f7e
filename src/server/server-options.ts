import { randomBytes } from 'node:crypto';
import { isIP } from 'node:net';
import { z } from 'zod';
import { LoadError } from '../model/errors.js';
import { type FaultSettingsInput, faultSettingsSchema } from './faults/fault-settings.js';

/** Who offers for subscriptions: the client (`kurento`) or the server (`mediasoup`). Publishers always offer. */
export type MediaServerKind = 'kurento' | 'mediasoup';

/** What a caller may say about the embedded server. */
export interface ServerOptionsInput {
  /** TCP port; 0 takes any free one. Default 0. */
  readonly port?: number | undefined;
  /** IP address to listen on, for HTTP, signalling and media. Default `127.0.0.1`: reachable from this machine only. */
  readonly bindAddress?: string | undefined;
  /** Password of the REST API. Default: random. */
  readonly secret?: string | undefined;
  /** Negotiation mode. Default `kurento`. */
  readonly mediaServer?: MediaServerKind | undefined;
  /** Faults switched on from the start. Default: none. */
  readonly faults?: FaultSettingsInput | undefined;
  /** Certificate and key as PEM text: serve https and wss. Default: plain http and ws. */
  readonly https?: { readonly cert: string; readonly key: string } | undefined;
}

const resolvedOptions = z.strictObject({
  port: z.number().int().min(0).max(65_535).default(0),
  bindAddress: z
    .string()
    .refine((address) => isIP(address) !== 0, 'must be an IP address')
    .default('127.0.0.1'),
  secret: z
    .string()
    .min(1)
    .default(() => randomBytes(24).toString('base64url')),
  mediaServer: z.enum(['kurento', 'mediasoup']).default('kurento'),
  faults: faultSettingsSchema.prefault({}),
  https: z.strictObject({ cert: z.string().min(1), key: z.string().min(1) }).optional(),
});

/** {@link ServerOptionsInput} with every default filled in. */
export type ServerOptions = z.output<typeof resolvedOptions>;

/** @throws LoadError `INVALID_CONFIG` that names every mistake at once. */
export function resolveServerOptions(options: ServerOptionsInput): ServerOptions {
  const parsed = resolvedOptions.safeParse(options);
  if (parsed.success) return parsed.data;
  const mistakes = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'options'}: ${message}`);
  throw new LoadError(
    'INVALID_CONFIG',
    `The options of the embedded server are wrong (${mistakes.join('; ')}); correct them and start it again.`,
  );
}
