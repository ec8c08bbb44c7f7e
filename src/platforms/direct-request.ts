import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** The connections of one deployment. */
export interface Transport {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

export interface DirectRequest {
  readonly url: string;
  readonly transport: Transport;
  /** Ends the request. */
  readonly signal: AbortSignal;
  /** Default `GET`. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface DirectResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body if it is JSON, otherwise undefined. */
  readonly json: unknown;
}

const maxBodyLength = 4 * 1024 * 1024;

export function newTransport(ignoreHTTPSErrors: boolean): Transport {
  return { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent({ rejectUnauthorized: !ignoreHTTPSErrors }) };
}

/** A request past every library, proxy and redirect. Rejects with the raw network error. */
export async function directRequest({
  url,
  transport,
  signal,
  method = 'GET',
  headers = {},
  body,
}: DirectRequest): Promise<DirectResponse> {
  const secure = url.startsWith('https:');
  const request = secure ? httpsRequest : httpRequest;
  const agent = secure ? transport.httpsAgent : transport.httpAgent;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent, signal, method, headers }, resolve).once('error', reject).end(body);
  });
  const text = await textOf(response);
  return { status: response.statusCode ?? 0, headers: singleHeaders(response), text, json: jsonOf(text) };
}

function singleHeaders({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) {
    text += chunk;
    if (text.length > maxBodyLength) throw new Error('the answer is too long to be from OpenVidu');
  }
  return text;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Any web server may answer here; the caller decides what an answer that is no JSON means.
    return undefined;
  }
}
