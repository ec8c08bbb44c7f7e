import type { Method } from './method.js';
import { onIceCandidate } from './methods/candidates.js';
import { leaveRoom } from './methods/leaving.js';
import { sendMessage, streamPropertyChanged, videoData } from './methods/messaging.js';
import { forceDisconnect, forceUnpublish } from './methods/moderation.js';
import { publishVideo, unpublishVideo } from './methods/publishing.js';
import { echo, reconnectStream } from './methods/recovery.js';
import { prepareReceiveVideoFrom, receiveVideoFrom, unsubscribeFromVideo } from './methods/subscribing.js';
import { noFilters, noSpeechToText } from './methods/unsupported.js';

/** What a participant may ask for once it has joined. */
export const participantMethods: ReadonlyMap<string, Method> = new Map(
  Object.entries({
    publishVideo,
    unpublishVideo,
    prepareReceiveVideoFrom,
    receiveVideoFrom,
    unsubscribeFromVideo,
    onIceCandidate,
    sendMessage,
    streamPropertyChanged,
    videoData,
    reconnectStream,
    echo,
    leaveRoom,
    forceUnpublish,
    forceDisconnect,
    applyFilter: noFilters,
    removeFilter: noFilters,
    execFilterMethod: noFilters,
    addFilterEventListener: noFilters,
    removeFilterEventListener: noFilters,
    subscribeToSpeechToText: noSpeechToText,
    unsubscribeFromSpeechToText: noSpeechToText,
  }),
);
