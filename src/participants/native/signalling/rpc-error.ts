import { withoutTokens } from './token.js';

/** A request that the server answered with an error, or never. `message` is fit to be shown. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  constructor(
    /** OpenVidu's error code; undefined: no answer came. */
    readonly code: number | undefined,
    message: string,
  ) {
    super(withoutTokens(message));
  }
}
