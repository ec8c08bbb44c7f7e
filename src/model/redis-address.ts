/** Where the generators of several machines meet. */
export interface RedisAddress {
  /** `redis://[user:password@]host:port[/database]`, or `rediss://` for TLS. Holds the password. */
  readonly url: string;
  /** Stands before every key. */
  readonly keyPrefix: string;
}

/** `host:port`, for people. */
export function redisName({ url }: RedisAddress): string {
  const { hostname, port } = new URL(url);
  return `${hostname}:${port || '6379'}`;
}

/** What is wrong with the address of a Redis; undefined if nothing is. The address, which may hold a password, is not repeated. */
export function redisUrlMistake(url: string): string | undefined {
  const what = "The rendezvous's address (rendezvous, or OPENVIDU_RENDEZVOUS)";
  const expected =
    'expected redis://[user:password@]host:port[/database], or rediss:// for TLS, with signs like @, / or % in a password written as %40, %2F and %25.';
  if (!URL.canParse(url)) return `${what} cannot be read; ${expected}`;
  const { protocol, hostname, username, password } = new URL(url);
  if (![username, password].every(isPercentEncoded)) return `${what} has a % that begins no escape; ${expected}`;
  if (!['redis:', 'rediss:'].includes(protocol)) return `${what} begins with ${protocol}; ${expected}`;
  return hostname === '' ? `${what} names no host; ${expected}` : undefined;
}

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
