import { once } from 'node:events';
import { type JoinResponse, SignalResponse } from '@livekit/protocol';
import { WebSocket } from 'ws';
import { within } from '../server/signalling-client.js';

/** A bare client of LiveKit's signalling: it joins and sends no media. */
export class LivekitGuest {
  private constructor(
    readonly joined: JoinResponse,
    readonly closed: Promise<unknown>,
    readonly socket: WebSocket,
  ) {}

  /** @param url Of the server: `http://…`. Rejects if the server refuses. */
  static async join(url: string, token: string): Promise<LivekitGuest> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/rtc?protocol=16&access_token=${token}`);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    const [data] = (await within(once(socket, 'message'), 'the answer to the join')) as [Buffer];
    const { message } = SignalResponse.fromBinary(data);
    if (message.case !== 'join') throw new Error(`The join was answered with ${message.case}`);
    return new LivekitGuest(message.value, closed, socket);
  }
}
