import { DataPacket, DataPacket_Kind, UserPacket } from '@livekit/protocol';
import { parseSignal, type SignalContent, signalTopic } from '../../../model/signal-text.js';
import type { OfferedChannel } from '../peer/data-channels.js';

/** Label of the channels that signals take. */
export const reliableLabel = '_reliable';

/** What a participant opens. The server replays to it what was sent while it joined only when it has both. */
export const offeredChannels: readonly OfferedChannel[] = [
  { label: reliableLabel, reliable: true },
  { label: '_lossy', reliable: false },
];

/** @param sequence From 1, rising with each packet of a session: with it, the server keeps packets for those who are still joining. */
export function formatSignalPacket(text: string, sequence: number): Uint8Array {
  const value = new UserPacket({ payload: Buffer.from(text), topic: signalTopic });
  return new DataPacket({ kind: DataPacket_Kind.RELIABLE, sequence, value: { case: 'user', value } }).toBinary();
}

/** Undefined for all but signals of other participants. */
export function parseSignalPacket(message: Uint8Array): SignalContent | undefined {
  const value = contentOf(message);
  if (value?.case !== 'user' || value.value.topic !== signalTopic) return undefined;
  return parseSignal(Buffer.from(value.value.payload).toString('latin1'));
}

function contentOf(message: Uint8Array): DataPacket['value'] | undefined {
  try {
    return DataPacket.fromBinary(message).value;
  } catch {
    // A server that sends something else by this channel has sent no signal.
    return undefined;
  }
}
