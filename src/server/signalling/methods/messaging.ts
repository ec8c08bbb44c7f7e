import { z } from 'zod';
import { deliverSignal } from '../../operations/signals.js';
import type { StreamProperties } from '../../sessions/stream.js';
import { emptyReply, type Method, readParams } from '../method.js';
import { SignallingError } from '../signalling-error.js';

const sendMessageParams = z.object({ message: z.string() });
const signalMessage = z.object({
  to: z.array(z.string()).nullish(),
  type: z.string().nullish(),
  data: z.string().nullish(),
});
const propertyParams = z.object({
  streamId: z.string(),
  property: z.string(),
  newValue: z.unknown(),
  reason: z.string().nullish(),
});
const videoDataParams = z.object({
  height: z.number().nullish(),
  width: z.number().nullish(),
  videoActive: z.boolean().nullish(),
  audioActive: z.boolean().nullish(),
});

/** The receivers have the signal before the sender has its answer. */
export const sendMessage: Method = (call) => {
  const { session, connection } = call.participant;
  const { to, type, data } = readSignal(readParams(sendMessageParams, call).message);
  const signal = { to: to ?? [], ...(data != null && { data }), ...(type != null && { type }), from: connection.id };
  if (!deliverSignal(call.context, session, signal))
    throw new SignallingError('signalTo', 'A receiver of the signal is not in the session');
  return emptyReply;
};

/** Others receive `newValue` as JSON text of what was sent. */
export const streamPropertyChanged: Method = (call) => {
  const { context, participant } = call;
  const { session, connection } = participant;
  const { streamId, property, newValue, reason } = readParams(propertyParams, call);
  const { stream } = connection;
  if (stream?.id !== streamId)
    throw new SignallingError('userNotStreaming', 'This connection does not publish the stream');
  stream.properties = { ...stream.properties, ...changeOf(property, newValue) };
  context.participants.notifyAll(session.othersThan(connection), 'streamPropertyChanged', {
    connectionId: connection.id,
    streamId,
    property,
    newValue: JSON.stringify(newValue ?? null),
    reason: reason ?? '',
  });
  return emptyReply;
};

/** What a publisher measured of its own picture; kept for REST only. */
export const videoData: Method = (call) => {
  const { height, width, videoActive, audioActive } = readParams(videoDataParams, call);
  const { stream } = call.participant.connection;
  if (!stream) return emptyReply;
  const { hasAudio, hasVideo } = stream.properties;
  stream.properties = {
    ...stream.properties,
    ...(hasAudio && audioActive != null && { audioActive }),
    ...(hasVideo && videoActive != null && { videoActive }),
    ...(hasVideo && width && height && { videoDimensions: JSON.stringify({ width, height }) }),
  };
  return emptyReply;
};

function readSignal(message: string): z.output<typeof signalMessage> {
  try {
    return signalMessage.parse(JSON.parse(message));
  } catch (thrown) {
    throw new SignallingError('signalFormat', 'The message of a signal must be the text of a JSON object', {
      cause: thrown,
    });
  }
}

/** The properties that REST and newcomers see; others are only passed on. */
function changeOf(property: string, value: unknown): Partial<StreamProperties> {
  if (property === 'audioActive' && typeof value === 'boolean') return { audioActive: value };
  if (property === 'videoActive' && typeof value === 'boolean') return { videoActive: value };
  if (property === 'videoDimensions' && typeof value === 'string') return { videoDimensions: value };
  return {};
}
