/** The lowest slot that at most `share` of the counts lie above; undefined if nothing was counted. */
export function slotAbove(slots: Uint32Array, share: number): number | undefined {
  const total = slots.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  let above = Math.floor(total * share);
  for (let slot = slots.length - 1; slot > 0; slot--) {
    above -= slots[slot]!;
    if (above < 0) return slot;
  }
  return 0;
}
