import { DisconnectReason, type ParticipantInfo, SignalResponse } from '@livekit/protocol';
import { participantIndexOf } from '../../../model/client-data.js';
import { participantOfTrackName } from '../../../model/track-name.js';
import type { EpochMs } from '../../../model/units.js';
import type { PeerName } from '../page-messages.js';
import type { AppSignalling, SignallingListener, UnnamedStream } from './app-signalling.js';

/**
 * Protobuf of livekit-client. Received tracks bear the ids that the server gave them; where one peer connection is for all, which the
 * page offers before it knows of any, the server tells which media section has which.
 */
export class LivekitSignalling implements AppSignalling {
  /** By track id. Apps subscribe to a track as soon as they hear of it, unless they are told otherwise. */
  readonly #names = new Map<string, PeerName>();

  #trackIdOfMid: Readonly<Record<string, string>> = {};

  constructor(private readonly listener: SignallingListener) {}

  isSignalling(socketUrl: string): boolean {
    return /\/rtc(\/v\d+)?$/.test(new URL(socketUrl).pathname);
  }

  onSent(): void {}

  onReceived(frame: string | Buffer, at: EpochMs): void {
    const message = messageIn(frame);
    if (message?.case === 'join') {
      for (const participant of message.value.otherParticipants) this.#learn(participant, at);
      this.listener.onJoined(message.value.participant?.sid ?? '');
    } else if (message?.case === 'update') {
      for (const participant of message.value.participants) this.#learn(participant, at);
    } else if (message?.case === 'answer' || message?.case === 'offer') {
      const { midToTrackId } = message.value;
      // The answer to a peer connection that only sends tells nothing.
      if (Object.keys(midToTrackId).length > 0) this.#trackIdOfMid = midToTrackId;
    } else if (message?.case === 'leave') {
      this.listener.onRemoved(DisconnectReason[message.value.reason] ?? 'no reason');
    }
  }

  nameOf({ trackId = '', mid = '' }: UnnamedStream): PeerName | undefined {
    return this.#names.get(trackId) ?? this.#names.get(this.#trackIdOfMid[mid] ?? '');
  }

  #learn({ metadata, tracks }: ParticipantInfo, at: EpochMs): void {
    for (const { sid, name } of tracks) {
      const from = participantOfTrackName(name) ?? participantIndexOf(metadata);
      if (from !== undefined && !this.#names.has(sid)) this.#names.set(sid, { from, subscribedAt: at });
    }
  }
}

function messageIn(frame: string | Buffer): SignalResponse['message'] | undefined {
  if (typeof frame === 'string') return undefined;
  try {
    return SignalResponse.fromBinary(frame).message;
  } catch {
    return undefined; // Not this protocol's: an app may have any sockets.
  }
}
