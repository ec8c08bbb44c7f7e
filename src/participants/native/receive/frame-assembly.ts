/** What the assembly needs to know of a packet, as bits. */
export const packetFlag = { frameStart: 1, keyFrame: 2, marker: 4, paddingOnly: 8 } as const;

/** Slots for packets behind a gap. A power of two. */
const capacity = 1024;

/** Told of each frame that can be decoded. `timestamp` in units of 90 kHz, `number` of its last packet, `now` in ms. */
export type FrameListener = (timestamp: number, keyFrame: boolean, number: number, now: number) => void;

/**
 * Finds complete frames among packets, without keeping their payload. A frame is complete when it has its first
 * packet, its marker and no gap between. After a gap that was given up nothing can be decoded until a key frame.
 */
export class FrameAssembly {
  /** Complete frames, decodable or not. */
  framesComplete = 0;
  framesDecodable = 0;
  readonly #numbers = new Int32Array(capacity).fill(-1);
  readonly #flags = new Uint8Array(capacity);
  readonly #timestamps = new Uint32Array(capacity);
  /** The next packet to look at: all before it are done with. −1 before the first packet. */
  #cursor = -1;
  /** First packet of the newest key frame behind a gap; −1 if there is none. */
  #keyFrameAhead = -1;
  #inFrame = false;
  #frameTimestamp = 0;
  #frameDecodable = false;
  #frameKey = false;
  #chainIntact = false;

  constructor(private readonly onFrame: FrameListener) {}

  /** Only a key frame can end the present state. */
  get needsKeyFrame(): boolean {
    return !this.#chainIntact;
  }

  /** @param number extended sequence number. @param flags of {@link packetFlag}. */
  add(number: number, flags: number, timestamp: number, now: number): void {
    if (this.#cursor < 0) this.#cursor = number;
    if (number < this.#cursor) return;
    if (number - this.#cursor >= capacity) this.#breakTo(number);
    const slot = number & (capacity - 1);
    this.#numbers[slot] = number;
    this.#flags[slot] = flags;
    this.#timestamps[slot] = timestamp;
    if (number === this.#cursor) this.#advance(now);
    else if ((flags & packetFlag.keyFrame) !== 0 && !this.#isOfKeyFrameAhead(number, timestamp))
      this.#keyFrameAhead = number;
    if (this.#keyFrameAhead > this.#cursor) this.#jumpToKeyFrame(now);
  }

  /** Passes the gap at the cursor as far as its packets are no longer awaited. */
  passGap(isAwaited: (number: number) => boolean, highest: number, now: number): void {
    while (this.#cursor <= highest && !this.#has(this.#cursor) && !isAwaited(this.#cursor))
      this.#breakTo(this.#cursor + 1);
    this.#advance(now);
  }

  /** Another source takes over. */
  restart(): void {
    this.#numbers.fill(-1);
    this.#breakTo(-1);
    this.#keyFrameAhead = -1;
  }

  #has(number: number): boolean {
    return this.#numbers[number & (capacity - 1)] === number;
  }

  #breakTo(number: number): void {
    this.#cursor = number;
    this.#chainIntact = false;
    this.#inFrame = false;
  }

  #advance(now: number): void {
    while (this.#has(this.#cursor)) this.#take(this.#cursor++, now);
  }

  #take(number: number, now: number): void {
    const slot = number & (capacity - 1);
    const flags = this.#flags[slot]!;
    if ((flags & packetFlag.paddingOnly) !== 0) return;
    const timestamp = this.#timestamps[slot]!;
    if (this.#inFrame && timestamp === this.#frameTimestamp) {
      // Parameter sets in packets of their own: the picture behind them is part of the same frame.
      this.#frameKey ||= (flags & packetFlag.keyFrame) !== 0;
      this.#frameDecodable ||= this.#frameKey;
    } else if ((flags & packetFlag.frameStart) !== 0) {
      // A frame without marker never ends: whatever follows may need it.
      if (this.#inFrame) this.#chainIntact = false;
      this.#inFrame = true;
      this.#frameTimestamp = timestamp;
      this.#frameKey = (flags & packetFlag.keyFrame) !== 0;
      this.#frameDecodable = this.#frameKey || this.#chainIntact;
    }
    if (this.#inFrame && (flags & packetFlag.marker) !== 0) this.#endFrame(timestamp, number, now);
  }

  #endFrame(timestamp: number, number: number, now: number): void {
    this.#inFrame = false;
    this.framesComplete++;
    if (!this.#frameDecodable) return;
    this.framesDecodable++;
    this.#chainIntact = true;
    this.onFrame(timestamp, this.#frameKey, number, now);
  }

  /** A key frame with parameter sets has several packets that say so: the first of them counts. */
  #isOfKeyFrameAhead(number: number, timestamp: number): boolean {
    const ahead = this.#keyFrameAhead;
    if (ahead < this.#cursor || ahead > number) return false;
    return this.#timestamps[ahead & (capacity - 1)] === timestamp;
  }

  /** A complete key frame needs nothing from before the gap, so a decoder goes on with it at once. */
  #jumpToKeyFrame(now: number): void {
    for (let number = this.#keyFrameAhead; this.#has(number); number++) {
      if ((this.#flags[number & (capacity - 1)]! & packetFlag.marker) === 0) continue;
      this.#breakTo(this.#keyFrameAhead);
      this.#keyFrameAhead = -1;
      this.#advance(now);
      return;
    }
  }
}
