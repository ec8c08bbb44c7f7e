import { AsyncLocalStorage } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { messageOf } from '../../model/errors.js';
import type { Transport } from '../direct-request.js';
import { type CallDescription, networkError } from '../network-errors.js';
import { statusError } from '../status-errors.js';
import { statusCures } from './status-cures.js';

/** One call of the node client that is under way. */
interface CallScope {
  readonly settings: object;
  /** What broke the request; the node client itself tells only `[object Object]`. */
  failure?: unknown;
}

/** The part of axios that is used here. */
interface Axios {
  readonly interceptors: {
    readonly request: { use(onRequest: (config: object) => object): void };
    readonly response: { use(onResponse: undefined, onError: (thrown: unknown) => unknown): void };
  };
}

const scopes = new AsyncLocalStorage<CallScope>();
let hooked = false;

/**
 * Makes one call of the node client with a time limit, and with agents of our own. The node client offers no such settings, so they
 * are put in where its HTTP library allows it, for calls made in here only: the application's own use of either library stays as it is.
 * @throws LoadError that names the call, the URL and the cure
 */
export async function callNodeClient<T>(
  description: CallDescription,
  transport: Transport,
  call: () => Promise<T>,
): Promise<T> {
  hookHttpLibrary();
  // No proxy, because signalling and media could not pass it; no redirects, because they would carry the secret elsewhere.
  const settings = { ...transport, proxy: false, maxRedirects: 0, signal: AbortSignal.timeout(description.timeoutMs) };
  const scope: CallScope = { settings };
  try {
    return await scopes.run(scope, call);
  } catch (thrown) {
    const status = Number(messageOf(thrown));
    if (scope.failure === undefined && status >= 100) throw statusError(description, status, statusCures);
    throw networkError(description, scope.failure ?? thrown);
  }
}

/** Hooks into the copy of axios that the node client uses; once, and idle outside of {@link callNodeClient}. */
function hookHttpLibrary(): void {
  if (hooked) return;
  hooked = true;
  const nodeClient = createRequire(import.meta.url).resolve('openvidu-node-client');
  const axios: Axios = createRequire(nodeClient)('axios');
  axios.interceptors.request.use((config) => ({ ...config, ...scopes.getStore()?.settings }));
  axios.interceptors.response.use(undefined, (thrown) => {
    const scope = scopes.getStore();
    if (scope) scope.failure = thrown;
    return Promise.reject(thrown);
  });
}
