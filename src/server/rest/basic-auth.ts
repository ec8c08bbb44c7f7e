import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { bare } from './api-error.js';

const user = 'OPENVIDUAPP';

/** Lets pass only who knows the secret; everyone else gets 401. */
export function basicAuth(secret: string): MiddlewareHandler {
  const expected = digest(`Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`);
  return async (c, next) => {
    const given = digest(c.req.header('authorization') ?? '');
    if (!timingSafeEqual(given, expected)) return bare(c, 401);
    await next();
  };
}

/** Texts of any length become comparable in constant time. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
