/** Types of network abstraction layer (NAL) units that matter here (H.264, table 7-1; RFC 6184, 5.2 from 24 on). */
export const nalType = { slice: 1, idr: 5, sei: 6, sps: 7, pps: 8, delimiter: 9, stapA: 24, fuA: 28 } as const;

/** Type of a NAL unit or of an H264 RTP payload, from its first byte. */
export const nalTypeOf = (firstByte: number): number => firstByte & 0x1f;

/** Whether a slice begins a picture: its first field, the number of its first macroblock, is 0, which is a single 1 bit. */
export const isFirstSlice = (unit: Uint8Array): boolean => ((unit[1] ?? 0) & 0x80) !== 0;

const fuHeaderBytes = 2;
const fuStart = 0x80;
const fuEnd = 0x40;
/** Of the first byte: forbidden bit and importance, which fragments and aggregates take over. */
const importance = 0xe0;

/**
 * Cuts the NAL units of a frame into RTP payloads (RFC 6184, packetization mode 1): parameter sets together in one
 * STAP-A, what does not fit into a packet as FU-A, all else alone. The last one is the packet that carries the marker.
 */
export function packetizeH264(units: readonly Uint8Array[], maxPayloadBytes: number): Uint8Array[] {
  const payloads: Uint8Array[] = [];
  let sets: Uint8Array[] = [];
  const flush = () => {
    if (sets.length > 0) payloads.push(sets.length === 1 ? sets[0]! : aggregate(sets));
    sets = [];
  };
  for (const unit of units) {
    const isSet = unit.length > 0 && (nalTypeOf(unit[0]!) === nalType.sps || nalTypeOf(unit[0]!) === nalType.pps);
    if (!isSet || aggregatedBytes([...sets, unit]) > maxPayloadBytes) flush();
    if (unit.length > maxPayloadBytes) payloads.push(...fragment(unit, maxPayloadBytes));
    else if (isSet) sets.push(unit);
    else if (unit.length > 0) payloads.push(unit);
  }
  flush();
  return payloads;
}

const aggregatedBytes = (units: readonly Uint8Array[]): number => units.reduce((sum, unit) => sum + 2 + unit.length, 1);

function aggregate(units: readonly Uint8Array[]): Uint8Array {
  const payload = new Uint8Array(aggregatedBytes(units));
  payload[0] = Math.max(...units.map((unit) => unit[0]! & importance)) | nalType.stapA;
  let at = 1;
  for (const unit of units) {
    payload[at] = unit.length >> 8;
    payload[at + 1] = unit.length;
    payload.set(unit, at + 2);
    at += 2 + unit.length;
  }
  return payload;
}

function fragment(unit: Uint8Array, maxPayloadBytes: number): Uint8Array[] {
  const content = unit.subarray(1);
  const count = Math.ceil(content.length / (maxPayloadBytes - fuHeaderBytes));
  // Equal parts: a tiny last packet costs as much as a full one.
  const share = Math.ceil(content.length / count);
  return Array.from({ length: count }, (_, index) => {
    const part = content.subarray(index * share, (index + 1) * share);
    const payload = new Uint8Array(fuHeaderBytes + part.length);
    payload[0] = (unit[0]! & importance) | nalType.fuA;
    payload[1] = nalTypeOf(unit[0]!) | (index === 0 ? fuStart : 0) | (index === count - 1 ? fuEnd : 0);
    payload.set(part, fuHeaderBytes);
    return payload;
  });
}

/** What one payload says of the frame it is part of. */
export interface H264PayloadKind {
  /** It may be the first of its frame: a frame has several such if its parameter sets come in packets of their own. */
  frameStart: boolean;
  /** It holds a sequence parameter set or the beginning of a picture that needs no other. */
  keyFrame: boolean;
  /** Where a sequence parameter set lies; −1: in none of its units. */
  spsAt: number;
  spsEnd: number;
}

/** Reads the payload from `offset` to `end` into `kind`. Allocates nothing. Undecodable payloads are no start of anything. */
export function readH264Payload(bytes: Uint8Array, offset: number, end: number, kind: H264PayloadKind): void {
  kind.frameStart = false;
  kind.keyFrame = false;
  kind.spsAt = -1;
  if (offset >= end) return;
  const type = nalTypeOf(bytes[offset]!);
  if (type === nalType.fuA) {
    // Only the first fragment has what follows the unit's own header.
    if (offset + fuHeaderBytes < end && (bytes[offset + 1]! & fuStart) !== 0)
      readUnit(bytes, nalTypeOf(bytes[offset + 1]!), offset + 1, end, kind);
  } else if (type === nalType.stapA) {
    for (let at = offset + 1; at + 2 < end; ) {
      const unitEnd = at + 2 + ((bytes[at]! << 8) | bytes[at + 1]!);
      if (unitEnd > end) return;
      if (unitEnd > at + 2) readUnit(bytes, nalTypeOf(bytes[at + 2]!), at + 2, unitEnd, kind);
      at = unitEnd;
    }
  } else readUnit(bytes, type, offset, end, kind);
}

/** @param headerAt the byte before the unit's content */
function readUnit(bytes: Uint8Array, type: number, headerAt: number, end: number, kind: H264PayloadKind): void {
  if (type === nalType.slice || type === nalType.idr) {
    const first = headerAt + 1 < end && (bytes[headerAt + 1]! & 0x80) !== 0;
    kind.frameStart ||= first;
    kind.keyFrame ||= first && type === nalType.idr;
  } else if (type >= nalType.sei && type <= nalType.delimiter) {
    kind.frameStart = true;
    if (type !== nalType.sps) return;
    kind.keyFrame = true;
    kind.spsAt = headerAt;
    kind.spsEnd = end;
  }
}
