import { z } from 'zod';
import { unpublish } from '../../operations/streams.js';
import { newStreamId } from '../../sessions/ids.js';
import { participantOf } from '../../sessions/metadata.js';
import type { StreamProperties } from '../../sessions/stream.js';
import { waitForMedia } from '../media-errors.js';
import { emptyReply, type Method, type ParticipantCall, readParams, requireStillJoined } from '../method.js';
import { streamNotice } from '../notices.js';
import { SignallingError } from '../signalling-error.js';
import { flushEarlyCandidates } from './candidates.js';
import { requireForwardableVideo } from './codec-rule.js';

const publishParams = z.object({
  sdpOffer: z.string().min(1),
  hasAudio: z.boolean(),
  hasVideo: z.boolean(),
  doLoopback: z.boolean(),
  audioActive: z.boolean().nullish(),
  videoActive: z.boolean().nullish(),
  typeOfVideo: z.string().nullish(),
  frameRate: z.number().nullish(),
  videoDimensions: z.string().nullish(),
});

/** The publisher has its answer before the others learn of the stream. */
export const publishVideo: Method = async (call) => {
  const { context, participant } = call;
  const { session, connection } = participant;
  const request = readParams(publishParams, call);
  if (connection.properties.role === 'SUBSCRIBER')
    throw new SignallingError('unauthorized', 'Unable to publish: the role SUBSCRIBER does not allow it');
  if (connection.stream) throw new SignallingError('alreadyStreaming', 'This connection is publishing already');

  const properties = streamProperties(request);
  const stream = {
    id: newStreamId(connection.id, properties.typeOfVideo),
    createdAt: context.clock(),
    properties,
  };
  try {
    const sdpAnswer = await answerPublisher(call, stream.id, request.sdpOffer);
    requireStillJoined(call);
    connection.stream = stream;
    flushEarlyCandidates(context, connection, stream.id);
    return {
      result: { sdpAnswer, id: stream.id, createdAt: stream.createdAt },
      afterwards: () =>
        context.participants.notifyAll(session.othersThan(connection), 'participantPublished', {
          id: connection.id,
          streams: [streamNotice(stream)],
        }),
    };
  } catch (thrown) {
    context.media.closeStream(stream.id);
    throw thrown;
  }
};

export const unpublishVideo: Method = ({ context, participant }) => {
  if (!unpublish(context, participant, 'unpublish'))
    throw new SignallingError('userNotStreaming', 'Unable to unpublish: this connection publishes nothing');
  return emptyReply;
};

/** Gives a stream its peer, or a new one instead of the old. */
export function answerPublisher(call: ParticipantCall, streamId: string, offer: string): Promise<string> {
  const { context, participant } = call;
  const { session, connection } = participant;
  requireForwardableVideo(session, offer);
  return waitForMedia('publisher', () =>
    context.media.publish({ streamId, offer, sessionName: session.id, ...participantOf(connection) }),
  );
}

/** Keys that say nothing about a stream of this kind are left out, as a client leaves them out. */
function streamProperties(request: z.output<typeof publishParams>): StreamProperties {
  const { hasAudio, hasVideo, audioActive, videoActive, typeOfVideo, frameRate, videoDimensions } = request;
  return {
    hasAudio,
    hasVideo,
    ...(hasAudio && { audioActive: audioActive ?? true }),
    ...(hasVideo && { videoActive: videoActive ?? true, typeOfVideo: typeOfVideo ?? 'CAMERA' }),
    ...(hasVideo && frameRate != null && { frameRate }),
    ...(hasVideo && videoDimensions != null && { videoDimensions }),
  };
}
