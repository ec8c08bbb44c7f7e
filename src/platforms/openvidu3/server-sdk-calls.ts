import { AsyncLocalStorage } from 'node:async_hooks';
import { z } from 'zod';
import { type DirectResponse, directRequest, type Transport } from '../direct-request.js';
import { type CallDescription, networkError } from '../network-errors.js';
import { answerError } from './answer-errors.js';

/** One call of the server SDK that is under way. */
interface CallScope {
  readonly transport: Transport;
  readonly signal: AbortSignal;
  /** What broke the request before there was an answer. */
  failure?: unknown;
  answer?: DirectResponse;
}

/** What every successful call answers. */
const message = z.record(z.string(), z.unknown());
const scopes = new AsyncLocalStorage<CallScope>();
let hooked = false;

/**
 * Makes one call of the server SDK with a time limit, and with agents of our own. The SDK takes no such settings and calls the global
 * `fetch`, which accepts an untrusted certificate only from a dispatcher that Node does not hand out. So `fetch` goes another way for
 * calls made in here only; the application's own use of either stays as it is.
 * @throws LoadError that names the call, the URL and the cure
 */
export async function callServerSdk<T>(
  description: CallDescription,
  transport: Transport,
  call: () => Promise<T>,
): Promise<T> {
  hookFetch();
  const scope: CallScope = { transport, signal: AbortSignal.timeout(description.timeoutMs) };
  try {
    return await scopes.run(scope, call);
  } catch (thrown) {
    // Not the SDK's error: its text is the answer's, in which LiveKit repeats the token.
    if (scope.answer) throw answerError(description, scope.answer);
    throw networkError(description, scope.failure ?? thrown);
  }
}

/** Once, and idle outside of {@link callServerSdk}. */
function hookFetch(): void {
  if (hooked) return;
  hooked = true;
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const scope = scopes.getStore();
    return scope ? scopedFetch(scope, String(input), init) : original(input, init);
  };
}

async function scopedFetch(scope: CallScope, url: string, init: RequestInit = {}): Promise<Response> {
  const { transport, signal } = scope;
  try {
    scope.answer = await directRequest({
      url,
      transport,
      signal,
      method: init.method ?? 'GET',
      headers: init.headers as Record<string, string>,
      body: String(init.body ?? ''),
    });
  } catch (thrown) {
    scope.failure = thrown;
    throw thrown;
  }
  const { status, headers, text, json } = scope.answer;
  // The SDK would take any JSON, from any web server, for a success.
  if (status === 200 && !message.safeParse(json).success) throw new Error('no answer of LiveKit');
  return new Response(text || null, { status, headers });
}
