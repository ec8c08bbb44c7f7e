/** Bounds and start of the estimate. The start is OpenVidu's default limit: a new subscriber must not hold a publisher down. */
const startBitsPerSecond = 1_000_000;
const minBitsPerSecond = 30_000;
const maxBitsPerSecond = 5_000_000;
/** Loss above which the estimate falls, and below which it rises (as loss-based control in draft-ietf-rmcat-gcc). */
const lossToFall = 0.1;
const lossToRise = 0.02;
const risePerSecond = 1.08;

/**
 * How much a subscriber says it can receive (REMB). It rises steadily while nothing is lost, whatever arrives: clips come
 * in few sizes, so a bound from the present rate would never let a publisher go up to the next. Much loss cuts it below
 * what arrived.
 */
export class RateEstimator {
  #bitsPerSecond = startBitsPerSecond;

  get bitsPerSecond(): number {
    return this.#bitsPerSecond;
  }

  /**
   * Takes what came since the last call.
   * @param receivedBitsPerSecond 0 leaves the estimate alone: nothing was sent, or all of it was lost and nothing is known.
   * @param loss packets lost on the way / expected, 0…1.
   */
  update(receivedBitsPerSecond: number, loss: number, elapsedSeconds: number): void {
    if (receivedBitsPerSecond === 0) return;
    if (loss > lossToFall)
      this.#set(Math.min(this.#bitsPerSecond, receivedBitsPerSecond / (1 - Math.min(loss, 0.9))) * (1 - 0.5 * loss));
    else if (loss < lossToRise) this.#set(this.#bitsPerSecond * risePerSecond ** elapsedSeconds);
  }

  #set(bitsPerSecond: number): void {
    this.#bitsPerSecond = Math.min(maxBitsPerSecond, Math.max(minBitsPerSecond, bitsPerSecond));
  }
}
