import { z } from 'zod';
import { dropSubscription } from '../../operations/streams.js';
import type { ActiveConnection } from '../../sessions/connection.js';
import { participantOf } from '../../sessions/metadata.js';
import { legIdOf, type PublishedStream, type Subscription } from '../../sessions/stream.js';
import { waitForMedia } from '../media-errors.js';
import { emptyReply, type Method, type ParticipantCall, readParams, requireStillJoined } from '../method.js';
import { SignallingError } from '../signalling-error.js';
import { requireForwardableVideo } from './codec-rule.js';

const senderParams = z.object({ sender: z.string() });
const clientOfferParams = z.object({ sender: z.string(), sdpOffer: z.string().min(1) });
const clientAnswerParams = z.object({ sender: z.string(), sdpAnswer: z.string().min(1) });

interface Source {
  readonly owner: ActiveConnection;
  readonly stream: PublishedStream;
}

/** First half of a subscription where the server offers. With `reconnect: true` it replaces the peer that is there. */
export const prepareReceiveVideoFrom: Method = async (call) => {
  const source = findSource(call, readParams(senderParams, call).sender);
  const sdpOffer = await subscribe(call, source, 'offered', (peer) => call.context.media.offerSubscription(peer));
  return { result: { sdpOffer } };
};

/** A subscription where the client offers, or the second half of one where the server does. `sender` is a stream id. */
export const receiveVideoFrom: Method = async (call) => {
  if (call.context.mediaServerKind === 'kurento') {
    const { sender, sdpOffer } = readParams(clientOfferParams, call);
    return { result: { sdpAnswer: await answerOffer(call, sender, sdpOffer) } };
  }
  const { sender, sdpAnswer } = readParams(clientAnswerParams, call);
  await acceptAnswer(call, sender, sdpAnswer);
  return emptyReply;
};

/** `sender` is a connection id. */
export const unsubscribeFromVideo: Method = (call) => {
  const { context, participant } = call;
  const { sender } = readParams(senderParams, call);
  if (!participant.session.findActive(sender))
    throw new SignallingError('userNotFound', `There is no participant ${sender} in the session`);
  dropSubscription(context, participant.connection, sender);
  return emptyReply;
};

/** Answers a client's offer with a fresh peer for the stream. */
export async function answerOffer(call: ParticipantCall, streamId: string, offer: string): Promise<string> {
  const source = findSource(call, streamId);
  requireForwardableVideo(call.participant.session, offer);
  return subscribe(call, source, 'negotiated', (peer) => call.context.media.answerSubscription({ ...peer, offer }));
}

/** Takes a client's answer to the server's offer. */
export async function acceptAnswer(call: ParticipantCall, streamId: string, answer: string): Promise<void> {
  const { owner } = findSource(call, streamId);
  const subscription = call.participant.connection.subscriptions.get(owner.id);
  if (subscription?.streamId !== streamId)
    throw new SignallingError('endpoint', `No subscription to ${streamId} was prepared`);
  await waitForMedia('subscriber', () => call.context.media.acceptSubscription({ legId: subscription.legId, answer }));
  subscription.state = 'negotiated';
}

function findSource({ participant: { session, connection } }: ParticipantCall, streamId: string): Source {
  const source = session.findStream(streamId);
  if (source && source.owner !== connection) return source;
  const owner = session.findActive(streamId.slice(streamId.lastIndexOf('con_')));
  if (owner) throw new SignallingError('userNotStreaming', `The stream ${streamId} is not there to subscribe to`);
  throw new SignallingError('userNotFound', `The participant that owned the stream ${streamId} is not in the session`);
}

/** Makes the media server's peer; if publisher or subscriber went meanwhile, nothing stays. */
async function subscribe(
  call: ParticipantCall,
  { owner, stream }: Source,
  state: Subscription['state'],
  negotiate: (peer: { streamId: string; legId: string; participant?: number }) => Promise<string>,
): Promise<string> {
  const { context, participant } = call;
  const subscriber = participant.connection;
  dropSubscription(context, subscriber, owner.id);
  const legId = legIdOf(subscriber.id, stream.id);
  const subscription: Subscription = { streamId: stream.id, legId, createdAt: context.clock(), state };
  subscriber.subscriptions.set(owner.id, subscription);
  const peer = { streamId: stream.id, legId, ...participantOf(subscriber) };
  const requireCurrent = () => {
    requireStillJoined(call);
    if (subscriber.subscriptions.get(owner.id) !== subscription)
      throw new SignallingError('userNotStreaming', `The stream ${stream.id} ended while it was being subscribed to`);
  };
  try {
    const sdp = await waitForMedia('subscriber', () => negotiate(peer));
    requireCurrent();
    return sdp;
  } catch (thrown) {
    context.media.closeLeg(legId);
    // Where the stream ended meanwhile, that is the reason, whatever the media server makes of it.
    requireCurrent();
    subscriber.subscriptions.delete(owner.id);
    throw thrown;
  }
}
