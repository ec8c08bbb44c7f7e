import { STATUS_CODES } from 'node:http';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal with an explanation, in the shape of a real server. */
export function explain(c: Context, status: ContentfulStatusCode, message: string): Response {
  const { path } = c.req;
  return c.json({ timestamp: Date.now(), status, error: STATUS_CODES[status], message, path }, status);
}

/** A bare status, as a real server gives for most refusals. */
export function bare(c: Context, status: 204 | 400 | 401 | 403 | 404 | 406 | 409 | 501): Response {
  return c.body(null, status);
}
