import { messageOf } from '../../model/errors.js';
import { SignallingError } from './signalling-error.js';

/** Lets the media server work on an SDP. @throws SignallingError `sdp` if it cannot. */
export async function waitForMedia<T>(peer: 'publisher' | 'subscriber', work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw new SignallingError('sdp', `The ${peer}'s SDP could not be processed: ${messageOf(thrown)}`, {
      cause: thrown,
    });
  }
}
