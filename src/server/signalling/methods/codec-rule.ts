import type { Session } from '../../sessions/session.js';
import { SignallingError } from '../signalling-error.js';

const vp8 = /^a=rtpmap:\d+ VP8\/90000/im;
const video = /^m=video /m;

/**
 * The server forwards VP8 only, and never transcodes.
 * @throws SignallingError `codecNotInOffer` if the session forces another codec, or if video is offered without VP8.
 */
export function requireForwardableVideo(session: Session, offer: string): void {
  if (!video.test(offer)) return;
  const { forcedVideoCodec } = session.properties;
  if (forcedVideoCodec === 'VP9' || forcedVideoCodec === 'H264')
    throw new SignallingError('codecNotInOffer', `This server forwards VP8; the session forces ${forcedVideoCodec}`);
  if (!vp8.test(offer)) throw new SignallingError('codecNotInOffer', 'The SDP offer has video, but no VP8');
}
