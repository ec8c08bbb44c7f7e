/** What a participants process is asked to do. */
export interface NativeLoad {
  readonly name: string;
  readonly rooms: number;
  readonly participantsPerRoom: number;
  /** Everyone receives everyone else; otherwise all only publish. */
  readonly subscribe: boolean;
}

/** Where it does so, and how long, in ms. */
export interface NativeTask extends NativeLoad {
  readonly url: string;
  readonly secret: string;
  readonly warmUpMs: number;
  readonly measureMs: number;
}

/** CPU time from before the first join until all had joined, and how long the participants had been there by then, added up. */
export interface JoiningCost {
  readonly cpuMs: number;
  readonly presentWhileJoiningMs: number;
}

/** What it cost, over the measured time. */
export interface NativeCost {
  readonly participants: number;
  readonly cpuMs: number;
  readonly elapsedMs: number;
  /** All joined and left once before they were measured: what a process does for the first time costs more. */
  readonly firstJoining: JoiningCost;
  readonly joining: JoiningCost;
  /** Resident memory beyond that before the first join. */
  readonly memoryMb: number;
  readonly packetsDue: number;
  readonly packetsSent: number;
  readonly latenessP99Ms: number;
  readonly videoStreams: number;
  /** Of the worst video stream; 30 without subscriptions. */
  readonly minFramesPerSecond: number;
  readonly packetsLost: number;
}
