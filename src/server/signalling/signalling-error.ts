import { openViduErrorCode } from '../../wire/openvidu-error-codes.js';

/** A refusal that the client is told, with OpenVidu's code for it. */
export class SignallingError extends Error {
  override readonly name = 'SignallingError';
  constructor(
    readonly reason: keyof typeof openViduErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  get code(): number {
    return openViduErrorCode[this.reason];
  }
}
