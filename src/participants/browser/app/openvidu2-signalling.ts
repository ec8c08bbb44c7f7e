import { z } from 'zod';
import { participantIndexOf } from '../../../model/client-data.js';
import type { EpochMs } from '../../../model/units.js';
import type { PeerName } from '../page-messages.js';
import type { AppSignalling, SignallingListener, UnnamedStream } from './app-signalling.js';

const request = z.object({ id: z.number().optional(), method: z.string(), params: z.record(z.string(), z.unknown()) });
const answer = z.object({
  id: z.number(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
});
const someone = z.object({ id: z.string(), metadata: z.string() });
const joinResult = z.object({ id: z.string(), value: z.array(someone) });
const subscription = z.union([
  z.object({ sender: z.string(), sdpOffer: z.string() }).transform(({ sender, sdpOffer }) => [sender, sdpOffer]),
  z.object({ sender: z.string(), sdpAnswer: z.string() }).transform(({ sender, sdpAnswer }) => [sender, sdpAnswer]),
  z.object({ stream: z.string(), sdpString: z.string() }).transform(({ stream, sdpString }) => [stream, sdpString]),
]);
const eviction = z.object({ connectionId: z.string(), reason: z.string() });

/** JSON-RPC of openvidu-browser. A subscription's own SDP is sent with the id of its stream, which ends with that of its connection. */
export class OpenVidu2Signalling implements AppSignalling {
  #joinRequest: number | undefined;
  #connectionId: string | undefined;
  /** By connection id. */
  readonly #participants = new Map<string, number>();
  /** By ICE user name of the subscriber. */
  readonly #names = new Map<string, PeerName>();
  /** By stream: a repair is no new subscription. */
  readonly #subscribedAt = new Map<string, EpochMs>();

  constructor(private readonly listener: SignallingListener) {}

  isSignalling(socketUrl: string): boolean {
    return new URL(socketUrl).pathname === '/openvidu';
  }

  onSent(frame: string | Buffer, at: EpochMs): void {
    const { data: sent } = request.safeParse(jsonOf(frame));
    if (sent?.method === 'joinRoom') this.#joinRequest = sent.id;
    const { data: subscribed } = subscription.safeParse(sent?.params);
    if (subscribed) this.#onSubscription(subscribed[0]!, subscribed[1]!, at);
  }

  onReceived(frame: string | Buffer): void {
    const message = jsonOf(frame);
    const { data: answered } = answer.safeParse(message);
    if (answered && answered.id === this.#joinRequest) this.#onJoinAnswer(answered);
    const { data: notice } = request.safeParse(message);
    if (notice?.method === 'participantJoined') this.#learn(notice.params);
    if (notice?.method === 'participantEvicted') {
      const { data: evicted } = eviction.safeParse(notice.params);
      if (evicted?.connectionId === this.#connectionId && evicted) this.listener.onRemoved(evicted.reason);
    }
  }

  nameOf({ iceUfrag = '' }: UnnamedStream): PeerName | undefined {
    return this.#names.get(iceUfrag);
  }

  #onJoinAnswer({ result, error }: z.output<typeof answer>): void {
    this.#joinRequest = undefined;
    const { data: joined } = joinResult.safeParse(result);
    if (error) this.listener.onRefused(error.message);
    if (!joined) return;
    for (const participant of joined.value) this.#learn(participant);
    this.#connectionId = joined.id;
    this.listener.onJoined(joined.id);
  }

  #learn(participant: unknown): void {
    const { data } = someone.safeParse(participant);
    const index = data && participantIndexOf(data.metadata);
    if (index !== undefined) this.#participants.set(data!.id, index);
  }

  #onSubscription(streamId: string, sdp: string, at: EpochMs): void {
    const from = this.#participants.get(streamId.slice(streamId.lastIndexOf('con_')));
    const iceUfrag = /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
    if (from === undefined || iceUfrag === undefined) return;
    const subscribedAt = this.#subscribedAt.get(streamId) ?? at;
    this.#subscribedAt.set(streamId, subscribedAt);
    this.#names.set(iceUfrag, { from, subscribedAt });
  }
}

function jsonOf(frame: string | Buffer): unknown {
  try {
    return JSON.parse(frame.toString());
  } catch {
    return undefined; // Not this protocol's: an app may have any sockets.
  }
}
