/** The allowed names, those most like the given one first; equally near ones keep their order. */
export function nearestFirst(given: string, allowed: readonly string[]): string[] {
  const wanted = given.slice(0, 60).toLowerCase();
  const distance = (name: string) => {
    const candidate = name.toLowerCase();
    const within = wanted !== '' && (candidate.includes(wanted) || wanted.includes(candidate));
    return within ? 0 : editDistance(wanted, candidate) / Math.max(wanted.length, candidate.length);
  };
  return allowed
    .map((name) => ({ name, distance: distance(name) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ name }) => name);
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = previous[j - 1]! + Number(a[i - 1] !== b[j - 1]);
      current.push(Math.min(replaced, previous[j]! + 1, current[j - 1]! + 1));
    }
    previous = current;
  }
  return previous.at(-1)!;
}
