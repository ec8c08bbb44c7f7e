/** VP8 payload descriptor (RFC 7741, 4.2). Absent fields are undefined. */
export interface Vp8Descriptor {
  /** Bytes of the descriptor: the VP8 payload starts here. */
  readonly length: number;
  /** No other frame needs this one. */
  readonly nonReference: boolean;
  /** First packet of a partition. */
  readonly startOfPartition: boolean;
  readonly partition: number;
  /** 7 or 15 bits. */
  readonly pictureId?: number;
  readonly pictureIdBits?: 7 | 15;
  readonly tl0PictureIndex?: number;
  readonly temporalLayer?: number;
  readonly layerSync?: boolean;
  readonly keyIndex?: number;
}

const extended = 0x80;
const nonReference = 0x20;
const startOfPartition = 0x10;
const hasPictureId = 0x80;
const hasTl0PictureIndex = 0x40;
const hasTemporalLayer = 0x20;
const hasKeyIndex = 0x10;
const longPictureId = 0x80;

/** Reads the descriptor at the start of `payload`; undefined if it is cut off. */
export function parseVp8Descriptor(payload: Uint8Array): Vp8Descriptor | undefined {
  const length = vp8DescriptorLength(payload, 0, payload.length);
  if (length === 0) return undefined;
  const first = payload[0]!;
  const base = {
    length,
    nonReference: (first & nonReference) !== 0,
    startOfPartition: (first & startOfPartition) !== 0,
    partition: first & 0x07,
  };
  if ((first & extended) === 0) return base;
  const extension = payload[1]!;
  const descriptor: { -readonly [Key in keyof Vp8Descriptor]: Vp8Descriptor[Key] } = base;
  let at = 2;
  if ((extension & hasPictureId) !== 0) {
    const long = (payload[at]! & longPictureId) !== 0;
    descriptor.pictureIdBits = long ? 15 : 7;
    descriptor.pictureId = long ? ((payload[at]! & 0x7f) << 8) | payload[at + 1]! : payload[at]!;
    at += long ? 2 : 1;
  }
  if ((extension & hasTl0PictureIndex) !== 0) descriptor.tl0PictureIndex = payload[at++]!;
  if ((extension & hasTemporalLayer) !== 0) {
    descriptor.temporalLayer = payload[at]! >> 6;
    descriptor.layerSync = (payload[at]! & 0x20) !== 0;
  }
  if ((extension & hasKeyIndex) !== 0) descriptor.keyIndex = payload[at]! & 0x1f;
  return descriptor;
}

/** Length of the descriptor that starts at `offset`, or 0 if it does not end before `end`. Allocates nothing. */
export function vp8DescriptorLength(bytes: Uint8Array, offset: number, end: number): number {
  if (offset >= end) return 0;
  let length = 1;
  if ((bytes[offset]! & extended) !== 0) {
    const extension = bytes[offset + 1]!;
    length = 2;
    if ((extension & hasPictureId) !== 0) length += (bytes[offset + 2]! & longPictureId) !== 0 ? 2 : 1;
    if ((extension & hasTl0PictureIndex) !== 0) length++;
    if ((extension & (hasTemporalLayer | hasKeyIndex)) !== 0) length++;
  }
  return offset + length <= end ? length : 0;
}

/** First packet of a frame: it starts partition 0. */
export function isVp8FrameStart(bytes: Uint8Array, offset: number): boolean {
  return (bytes[offset]! & (startOfPartition | 0x07)) === startOfPartition;
}

/** Picture ID of the descriptor at `offset`, or −1 if it has none. Allocates nothing. */
export function readVp8PictureId(bytes: Uint8Array, offset: number): number {
  if ((bytes[offset]! & extended) === 0 || (bytes[offset + 1]! & hasPictureId) === 0) return -1;
  const first = bytes[offset + 2]!;
  return (first & longPictureId) === 0 ? first : ((first & 0x7f) << 8) | bytes[offset + 3]!;
}

/** Overwrites the picture ID of the descriptor at `offset`, keeping its width; does nothing if it has none. */
export function writeVp8PictureId(bytes: Uint8Array, offset: number, pictureId: number): void {
  if ((bytes[offset]! & extended) === 0 || (bytes[offset + 1]! & hasPictureId) === 0) return;
  if ((bytes[offset + 2]! & longPictureId) === 0) {
    bytes[offset + 2] = pictureId & 0x7f;
    return;
  }
  bytes[offset + 2] = longPictureId | ((pictureId >> 8) & 0x7f);
  bytes[offset + 3] = pictureId;
}

/** Bytes of the descriptor that {@link writeVp8Descriptor} writes. */
export const vp8DescriptorBytes = 4;

/** Writes a descriptor with a 15-bit picture ID and no other extension: 4 bytes. */
export function writeVp8Descriptor(bytes: Uint8Array, offset: number, start: boolean, pictureId: number): void {
  bytes[offset] = extended | (start ? startOfPartition : 0);
  bytes[offset + 1] = hasPictureId;
  bytes[offset + 2] = longPictureId | ((pictureId >> 8) & 0x7f);
  bytes[offset + 3] = pictureId;
}
