import type { LivekitServer } from '../../tests/platform/livekit/livekit-server.js';

/** One room: some only publish video, all others only receive it from all of them. */
export interface RoomLoad {
  readonly name: string;
  readonly publishers: number;
  readonly subscribers: number;
}

export const participantsOf = ({ publishers, subscribers }: RoomLoad): number => publishers + subscribers;

/** Joins per second: the most that lk does. */
export const joinsPerSecond = 10;

/** What a load generator counted itself. */
export interface Received {
  /** Tracks that carried media, of all that were due. */
  readonly tracks: number;
  readonly packets: number;
  readonly lost: number;
}

/** A load generator in a process of its own. */
export interface RunningLoad {
  readonly pid: number;
  /** The measured time begins. */
  begin(): void;
  /** The measured time is over: ends the process. */
  finish(): Promise<Received>;
}

export interface Generator {
  readonly name: 'ours' | 'lk';
  /** Resolves when all have joined. @param forMs how long it has to go on after that, at least */
  start(server: LivekitServer, load: RoomLoad, forMs: number): Promise<RunningLoad>;
}
