import { performance } from 'node:perf_hooks';
import { type ParticipantInfo, ParticipantInfo_State, TrackType } from '@livekit/protocol';
import { participantIndexOf } from '../../../model/client-data.js';
import { participantOfTrackName } from '../../../model/track-name.js';
import { readSsrc } from '../../../wire/rtp.js';
import { attribute, midOf, parseSdp, ssrcsOf } from '../../../wire/sdp.js';
import { h264PayloadTypeOf } from '../../../wire/sdp-codecs.js';
import { InboundAudio } from '../receive/inbound-audio.js';
import type { InboundRtp } from '../receive/inbound-rtp.js';
import { InboundVideo } from '../receive/inbound-video.js';

type Kind = 'audio' | 'video';

/** A track to subscribe to. */
export interface WantedTrack {
  readonly participantSid: string;
  readonly trackSid: string;
}

interface Received extends WantedTrack {
  /** Of the publisher; stays when it comes back under another sid. */
  readonly identity: string;
  readonly from: number;
  readonly kind: Kind;
  readonly stream: InboundAudio | InboundVideo;
}

/** The tracks of a room that a participant is to receive, and which packets belong to which. */
export class ReceivedTracks {
  audio: readonly InboundAudio[] = [];
  video: readonly InboundVideo[] = [];
  readonly #bySid = new Map<string, Received>();
  #bySsrc = new Map<number, InboundRtp>();
  /** Streams of an earlier session: their counters go on in the next. */
  readonly #known = new Map<string, InboundAudio | InboundVideo>();

  constructor(
    private readonly receivesFrom: readonly number[],
    private readonly onFirstFrame: (from: number, kind: Kind, timeToFirstFrameMs: number) => void,
  ) {}

  /** Takes the present state of some participants of the room. Returns what is newly to be subscribed to. */
  update(participants: readonly ParticipantInfo[]): WantedTrack[] {
    return participants.flatMap((participant) => {
      const gone = participant.state === ParticipantInfo_State.DISCONNECTED;
      const tracks = gone ? [] : participant.tracks;
      const present = new Set(tracks.map(({ sid }) => sid));
      for (const received of this.#bySid.values()) {
        const own = received.participantSid === participant.sid;
        // Of who comes back before the server noticed the loss, it may tell the new sid only.
        const replaced = !own && !gone && received.identity === participant.identity;
        if (replaced || (own && !present.has(received.trackSid))) this.#remove(received);
      }
      return tracks.flatMap((track) => {
        const from = participantOfTrackName(track.name) ?? participantIndexOf(participant.metadata);
        if (from === undefined || !this.receivesFrom.includes(from) || this.#bySid.has(track.sid)) return [];
        const kind = track.type === TrackType.AUDIO ? 'audio' : 'video';
        const { sid: participantSid, identity } = participant;
        this.#add({ participantSid, identity, trackSid: track.sid, from, kind });
        return [{ participantSid, trackSid: track.sid }];
      });
    });
  }

  /**
   * Learns from the server's description which SSRC carries which track.
   * @param sids Of the tracks, by mid: where m-lines are used anew, it need not be the track of the description.
   */
  route(description: string, sids: Readonly<Record<string, string>> = {}): void {
    this.#bySsrc = new Map();
    for (const media of parseSdp(description)?.media ?? []) {
      const sid = sids[midOf(media) ?? ''] ?? attribute(media, 'msid')?.split(' ')[1] ?? '';
      const received = this.#bySid.get(sid);
      if (!received) continue;
      if (received.stream instanceof InboundVideo) received.stream.expectH264(h264PayloadTypeOf(media) ?? -1);
      for (const ssrc of ssrcsOf(media)) this.#bySsrc.set(ssrc, received.stream);
    }
  }

  onRtp(packet: Buffer, now: number): void {
    this.#bySsrc.get(readSsrc(packet))?.onRtp(packet, now);
  }

  /** Whose track it is; undefined if it is not received. */
  publisherOf(trackSid: string): number | undefined {
    return this.#bySid.get(trackSid)?.from;
  }

  /** What a participant publishes at present, of what is received: sound first, in whichever order they were announced. */
  kindsOf(from: number): readonly Kind[] {
    const announced = [...this.#bySid.values()].filter((track) => track.from === from).map(({ kind }) => kind);
    return announced.sort();
  }

  /** Forgets the room, whose ids another session has anew. */
  reset(): void {
    for (const received of this.#bySid.values()) this.#remove(received);
    this.#bySsrc = new Map();
  }

  #add(track: Omit<Received, 'stream'>): void {
    const key = `${track.from}:${track.kind}`;
    const stream = this.#known.get(key) ?? this.#newStream(track.from, track.kind);
    this.#known.set(key, stream);
    this.#bySid.set(track.trackSid, { ...track, stream });
    this.#list();
  }

  #remove({ trackSid }: Received): void {
    this.#bySid.delete(trackSid);
    this.#list();
  }

  /** Each stream once, also while an old and a new track of it are known. */
  #list(): void {
    const streams = [...new Set([...this.#bySid.values()].map(({ stream }) => stream))];
    this.audio = streams.filter((stream) => stream instanceof InboundAudio);
    this.video = streams.filter((stream) => stream instanceof InboundVideo);
  }

  #newStream(from: number, kind: Kind): InboundAudio | InboundVideo {
    const requestedAt = performance.now();
    const onFirst = () => this.onFirstFrame(from, kind, performance.now() - requestedAt);
    return kind === 'audio' ? new InboundAudio(from, onFirst) : new InboundVideo(from, requestedAt, onFirst);
  }
}
