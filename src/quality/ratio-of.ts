/** `part / whole × factor`; undefined where one is not measured or there is nothing to divide by. */
export function ratioOf(part: number | undefined, whole: number | undefined, factor = 1): number | undefined {
  return part === undefined || whole === undefined || whole <= 0 ? undefined : (part / whole) * factor;
}
