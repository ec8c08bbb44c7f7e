import { Audio, PeerConnection, type Track, Video } from 'node-datachannel';
import { takeCandidates } from '../../../src/wire/sdp.js';
import { until } from './until.js';

export type Kind = 'audio' | 'video';

export interface TestTrack {
  readonly kind: Kind;
  readonly payloadType: number;
  readonly ssrc?: number;
}

/** A client's PeerConnection. It keeps its candidates' timing as a real client across a network would have it. */
export class TestPeer {
  readonly connection: PeerConnection;
  readonly tracks = new Map<Kind, Track>();
  state = 'new';

  constructor(name: string) {
    this.connection = new PeerConnection(name, {
      iceServers: [],
      bindAddress: '127.0.0.1',
      disableAutoNegotiation: true,
    });
    this.connection.onStateChange((state) => {
      this.state = state;
    });
  }

  addTrack({ kind, payloadType, ssrc }: TestTrack, mid: string): Track {
    const direction = ssrc === undefined ? 'RecvOnly' : 'SendOnly';
    const media = kind === 'video' ? new Video(mid, direction) : new Audio(mid, direction);
    if (media instanceof Video) media.addVP8Codec(payloadType);
    else media.addOpusCodec(payloadType);
    if (ssrc !== undefined) media.addSSRC(ssrc, 'client', 'stream', kind);
    const track = this.connection.addTrack(media);
    track.onClosed(() => {});
    this.tracks.set(kind, track);
    return track;
  }

  async offer(): Promise<string> {
    this.connection.setLocalDescription('offer');
    return this.#gathered();
  }

  /** The server's candidates are used only when it has the answer. */
  async answer(offer: string, deliver: (answer: string) => void): Promise<void> {
    const { sdp, candidates } = takeCandidates(offer);
    this.connection.setRemoteDescription(sdp, 'offer');
    this.connection.setLocalDescription('answer');
    deliver(await this.#gathered());
    await until(() => this.connection.iceState() !== 'new', 'ICE to start');
    for (const { candidate, mid } of candidates) this.connection.addRemoteCandidate(candidate, mid);
  }

  async open(): Promise<void> {
    await until(() => [...this.tracks.values()].every((track) => track.isOpen()), 'tracks to open');
  }

  close(): void {
    for (const track of this.tracks.values()) track.close();
    this.connection.close();
  }

  async #gathered(): Promise<string> {
    await until(() => this.connection.gatheringState() === 'complete', 'candidates');
    return this.connection.localDescription()!.sdp;
  }
}
