import { z } from 'zod';
import { participantIndexOf } from '../../sessions/metadata.js';
import { waitForMedia } from '../media-errors.js';
import { emptyReply, type Method, type ParticipantCall, type Reply, readParams } from '../method.js';
import { requireForwardableVideo } from './codec-rule.js';
import { acceptAnswer, answerOffer } from './subscribing.js';

const reconnectParams = z.object({
  stream: z.string(),
  /** A publisher's offer, or a subscriber's answer. */
  sdpString: z.string().nullish(),
  /** A subscriber's offer. */
  sdpOffer: z.string().nullish(),
});
const sdpStringParams = z.object({ sdpString: z.string().min(1) });
const sdpOfferParams = z.object({ sdpOffer: z.string().min(1) });

/** A new peer for a stream that goes on: ids stay, and nobody else notices. */
export const reconnectStream: Method = async (call) => {
  const { stream, sdpString } = readParams(reconnectParams, call);
  if (call.participant.connection.stream?.id === stream) return reconnectPublisher(call);
  if (sdpString) {
    await acceptAnswer(call, stream, sdpString);
    return emptyReply;
  }
  const { sdpOffer } = readParams(sdpOfferParams, call);
  return { result: { sdpAnswer: await answerOffer(call, stream, sdpOffer) } };
};

/** Asked by clients whose media broke: is the signalling still there? */
export const echo: Method = () => emptyReply;

async function reconnectPublisher(call: ParticipantCall): Promise<Reply> {
  const { context, participant } = call;
  const { session, connection } = participant;
  const { sdpString: offer } = readParams(sdpStringParams, call);
  requireForwardableVideo(session, offer);
  const { id, createdAt } = connection.stream!;
  const index = participantIndexOf(connection);
  const sdpAnswer = await waitForMedia('publisher', () =>
    context.media.publish({
      streamId: id,
      offer,
      sessionName: session.id,
      ...(index !== undefined && { participant: index }),
    }),
  );
  if (connection.stream?.id !== id) context.media.closeStream(id);
  return { result: { sdpAnswer, id, createdAt } };
}
