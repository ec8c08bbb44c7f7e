/** Named parameters of a request or notification. */
export type JsonRpcParams = Readonly<Record<string, unknown>>;

/** A frame of OpenVidu's JSON-RPC 2.0 dialect: client requests with integer ids from 0, server notifications without id. */
export type JsonRpcFrame =
  | { readonly type: 'request'; readonly id: number; readonly method: string; readonly params: JsonRpcParams }
  | { readonly type: 'notification'; readonly method: string; readonly params: JsonRpcParams }
  | { readonly type: 'result'; readonly id: number; readonly result: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: JsonRpcError };

export interface JsonRpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: string;
}

/** Reads one text frame; undefined if it is not a JSON-RPC 2.0 frame. Absent parameters become `{}`. */
export function parseJsonRpc(text: string): JsonRpcFrame | undefined {
  const frame = parseObject(text);
  if (frame?.jsonrpc !== '2.0') return undefined;
  const { id, method, params = {} } = frame;
  if (typeof method === 'string') {
    if (!isObject(params)) return undefined;
    if (id === undefined) return { type: 'notification', method, params };
    return isId(id) ? { type: 'request', id, method, params } : undefined;
  }
  if (!isId(id)) return undefined;
  if (isObject(frame.error)) return { type: 'error', id, error: readError(frame.error) };
  return 'result' in frame ? { type: 'result', id, result: frame.result } : undefined;
}

export function formatRequest(id: number, method: string, params?: object): string {
  return JSON.stringify({ jsonrpc: '2.0', method, ...(params && { params }), id });
}

export function formatNotification(method: string, params: object): string {
  return JSON.stringify({ jsonrpc: '2.0', method, params });
}

export function formatResult(id: number, result: object): string {
  return JSON.stringify({ id, result, jsonrpc: '2.0' });
}

export function formatError(id: number, error: JsonRpcError): string {
  return JSON.stringify({ id, error, jsonrpc: '2.0' });
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch (thrown) {
    // Text that is not JSON is the peer's mistake, reported to the caller as "no frame".
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

function readError(error: Record<string, unknown>): JsonRpcError {
  return {
    code: typeof error.code === 'number' ? error.code : -1,
    message: typeof error.message === 'string' ? error.message : '',
    ...(typeof error.data === 'string' && { data: error.data }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isId(id: unknown): id is number {
  return typeof id === 'number' && Number.isInteger(id);
}
