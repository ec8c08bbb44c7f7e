import { z } from 'zod';
import type { PublishedStream } from '../../sessions/stream.js';
import { emptyReply, type Method, type ParticipantCall, type Reply, readParams } from '../method.js';
import { answerPublisher } from './publishing.js';
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
  const published = call.participant.connection.stream;
  if (published?.id === stream) return reconnectPublisher(call, published);
  if (sdpString) {
    await acceptAnswer(call, stream, sdpString);
    return emptyReply;
  }
  const { sdpOffer } = readParams(sdpOfferParams, call);
  return { result: { sdpAnswer: await answerOffer(call, stream, sdpOffer) } };
};

/** Asked by clients whose media broke: is the signalling still there? */
export const echo: Method = () => emptyReply;

async function reconnectPublisher(call: ParticipantCall, { id, createdAt }: PublishedStream): Promise<Reply> {
  const { sdpString } = readParams(sdpStringParams, call);
  const sdpAnswer = await answerPublisher(call, id, sdpString);
  // Ended meanwhile: the new peer must not stay.
  if (call.participant.connection.stream?.id !== id) call.context.media.closeStream(id);
  return { result: { sdpAnswer, id, createdAt } };
}
