import { leave } from '../../operations/departures.js';
import { emptyReply, type Method } from '../method.js';

/** The others learn of it before the leaver has its answer. */
export const leaveRoom: Method = ({ context, participant }) => {
  leave(context, participant);
  return emptyReply;
};
