import { type Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { type Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface DirectRequest {
  readonly url: string;
  readonly secret: string;
  readonly agent: HttpAgent | HttpsAgent;
  readonly timeoutMs: number;
}

export interface DirectResponse {
  readonly status: number;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  /** The body if it is JSON, otherwise undefined. */
  readonly json: unknown;
}

const maxBodyLength = 4 * 1024 * 1024;

/** A GET with the deployment's credentials, for what the node client does not offer. Rejects with the raw network error. */
export async function directGet({ url, secret, agent, timeoutMs }: DirectRequest): Promise<DirectResponse> {
  const signal = AbortSignal.timeout(timeoutMs);
  const request = url.startsWith('https:') ? httpsRequest : httpRequest;
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request(url, { agent, signal, auth: `OPENVIDUAPP:${secret}` }, resolve)
      .once('error', reject)
      .end();
  });
  return {
    status: response.statusCode ?? 0,
    location: response.headers.location,
    json: jsonOf(await textOf(response)),
  };
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
