/** Profiles whose sequence parameter sets tell of chroma and scaling (H.264, 7.3.2.1.1). */
const highProfiles = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];

/** Width and height in px from a sequence parameter set with its NAL header; undefined if it is cut off. */
export function h264FrameSize(sps: Uint8Array): { width: number; height: number } | undefined {
  const bits = new BitReader(withoutEmulation(sps.subarray(1)));
  const profile = bits.read(8);
  bits.read(16);
  bits.exponential();
  let chroma = 1;
  if (highProfiles.includes(profile)) {
    chroma = bits.exponential();
    // Separate planes, and matrices for scaling, are nothing that video calls use.
    if (chroma === 3 && bits.read(1) === 1) return undefined;
    bits.exponential();
    bits.exponential();
    bits.read(1);
    if (bits.read(1) === 1) return undefined;
  }
  bits.exponential();
  const orderType = bits.exponential();
  if (orderType === 0) bits.exponential();
  else if (orderType === 1) {
    bits.read(1);
    bits.exponential();
    bits.exponential();
    for (let left = bits.exponential(); left > 0 && !bits.exhausted; left--) bits.exponential();
  }
  bits.exponential();
  bits.read(1);
  const columns = bits.exponential() + 1;
  const rows = bits.exponential() + 1;
  const fields = 2 - bits.read(1);
  if (fields === 2) bits.read(1);
  bits.read(1);
  const size = { width: columns * 16, height: rows * 16 * fields };
  if (bits.read(1) === 1) {
    const [left, right, top, bottom] = [0, 1, 2, 3].map(() => bits.exponential()) as [number, number, number, number];
    size.width -= (left + right) * (chroma === 1 || chroma === 2 ? 2 : 1);
    size.height -= (top + bottom) * (chroma === 1 ? 2 : 1) * fields;
  }
  return bits.exhausted || size.width <= 0 || size.height <= 0 ? undefined : size;
}

/** Without the bytes that keep the content from looking like a start code. */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => !(byte === 3 && at >= 2 && bytes[at - 1] === 0 && bytes[at - 2] === 0));
}

class BitReader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  /** More was read than there is. */
  get exhausted(): boolean {
    return this.#at > this.bytes.length * 8;
  }

  read(count: number): number {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.#at++)
      value = value * 2 + (((this.bytes[this.#at >> 3] ?? 0) >> (7 - (this.#at & 7))) & 1);
    return value;
  }

  /** Exponential-Golomb code, unsigned. Signed ones are as long. */
  exponential(): number {
    let zeros = 0;
    while (!this.exhausted && this.read(1) === 0) zeros++;
    return 2 ** zeros - 1 + this.read(zeros);
  }
}
