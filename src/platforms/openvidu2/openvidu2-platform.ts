import { OpenVidu, type OpenViduRole, Session } from 'openvidu-node-client';
import type { PlatformFigures } from '../../model/figures.js';
import { deploymentOrigin } from '../deployment-url.js';
import { type DirectResponse, directRequest, newTransport, type Transport } from '../direct-request.js';
import { networkError } from '../network-errors.js';
import type { Platform, PlatformInfo, PlatformOptions, PlatformSession } from '../platform.js';
import { requireSessionName } from '../session-name.js';
import { figuresOfNodes, mediaNodes, mediaNodesPath } from './media-nodes.js';
import { callNodeClient } from './node-client-calls.js';
import { type EmbeddedFigures, embeddedFigures, figuresBetween, figuresPath } from './platform-figures.js';
import { configPath, platformInfo } from './preflight.js';

export interface OpenVidu2Options extends PlatformOptions {
  /** The deployment's secret. Never logged. */
  readonly secret: string;
}

/**
 * An OpenVidu 2 deployment, reached through the unmodified openvidu-node-client.
 * @throws LoadError `INVALID_URL`
 */
export function createOpenVidu2Platform(options: OpenVidu2Options): Platform {
  return new OpenVidu2Platform(options);
}

class OpenVidu2Platform implements Platform {
  readonly #url: string;
  readonly #client: OpenVidu;
  readonly #transport: Transport;
  /** `null`: the deployment tells no figures. */
  #lastFigures: EmbeddedFigures | undefined | null;
  #mayHaveMediaNodes = true;

  constructor(readonly options: OpenVidu2Options) {
    this.#url = deploymentOrigin(options.url, 'openvidu2');
    this.#client = newClient(this.#url, options.secret);
    this.#transport = newTransport(options.ignoreHTTPSErrors);
  }

  async preflight(): Promise<PlatformInfo> {
    const what = 'read the configuration of OpenVidu';
    return platformInfo(this.#describe(what), await this.#get(what, configPath));
  }

  async createSession(name: string): Promise<PlatformSession> {
    requireSessionName(name);
    const session = await this.#call(`create the session ${name}`, () =>
      this.#client.createSession({ customSessionId: name }),
    );
    return {
      name,
      createToken: async ({ role = 'PUBLISHER', data = '' } = {}) => {
        const connection = await this.#call(`create a token for the session ${name}`, () =>
          session.createConnection({ role: role as OpenViduRole, data }),
        );
        return connection.token;
      },
      close: () => this.closeSession(name),
    };
  }

  async listSessions(): Promise<{ name: string; participants: number }[]> {
    // A client of its own: fetch() would rewrite the sessions of the shared one.
    const client = newClient(this.#url, this.options.secret);
    await this.#call('list the sessions', () => client.fetch());
    return client.activeSessions.map(({ sessionId, activeConnections }) => ({
      name: sessionId,
      participants: activeConnections.length,
    }));
  }

  async closeSession(name: string): Promise<void> {
    requireSessionName(name);
    const session = new Session(this.#client, { sessionId: name, connections: { content: [] } });
    await this.#call(`close the session ${name}`, async () => {
      try {
        await session.close();
      } catch (thrown) {
        if (!(thrown instanceof Error && thrown.message === '404')) throw thrown;
      }
    });
  }

  async figures(): Promise<PlatformFigures | undefined> {
    if (this.#lastFigures === null) return this.#mediaNodes();
    const { json } = await this.#get('read the figures of the embedded server', figuresPath);
    const parsed = embeddedFigures.safeParse(json);
    const earlier = this.#lastFigures;
    this.#lastFigures = parsed.success ? parsed.data : null;
    return parsed.success ? figuresBetween(earlier, parsed.data) : this.#mediaNodes();
  }

  /** OpenVidu Pro and Enterprise tell the load of their media nodes; the Community edition answers that there is no such thing. */
  async #mediaNodes(): Promise<PlatformFigures | undefined> {
    if (!this.#mayHaveMediaNodes) return undefined;
    const response = await this.#get('read the load of the media nodes', mediaNodesPath);
    const nodes = response.status === 200 ? mediaNodes.safeParse(response.json) : undefined;
    this.#mayHaveMediaNodes = nodes?.success === true || response.status >= 500;
    return nodes?.success ? figuresOfNodes(nodes.data) : undefined;
  }

  async #get(what: string, path: string): Promise<DirectResponse> {
    const { secret, timeoutMs } = this.options;
    const authorization = `Basic ${Buffer.from(`OPENVIDUAPP:${secret}`).toString('base64')}`;
    try {
      return await directRequest({
        url: this.#url + path,
        transport: this.#transport,
        headers: { authorization },
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch (thrown) {
      throw networkError(this.#describe(what), thrown);
    }
  }

  #call<T>(what: string, call: () => Promise<T>): Promise<T> {
    return callNodeClient(this.#describe(what), this.#transport, call);
  }

  #describe(what: string) {
    return { what, url: this.#url, timeoutMs: this.options.timeoutMs };
  }
}

function newClient(url: string, secret: string): OpenVidu {
  const client = new OpenVidu(url, secret);
  // Else it prints a line to stdout with every call.
  client.enableProdMode();
  return client;
}
