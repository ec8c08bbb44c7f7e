import type { Context } from 'hono';
import type { z } from 'zod';
import { explain } from './api-error.js';

export type Body<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

/** Reads a JSON body; an empty one counts as `{}`. What does not fit becomes a 400 that says why. */
export async function readBody<S extends z.ZodType>(c: Context, schema: S): Promise<Body<z.output<S>>> {
  const json = jsonOf(await c.req.text());
  if (json === notJson) return { ok: false, response: explain(c, 400, 'The body is no JSON') };
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  return { ok: false, response: explain(c, 400, reasons.join('; ')) };
}

/** A property that clients leave out or send as null. */
export function optional<S extends z.ZodType, const D>(schema: S, fallback: D) {
  return schema.nullish().transform((value): z.output<S> | D => value ?? fallback);
}

const notJson = Symbol('not JSON');

function jsonOf(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    // The client's mistake; the caller answers it with 400.
    return notJson;
  }
}
