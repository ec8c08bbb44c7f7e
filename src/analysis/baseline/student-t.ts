/**
 * Student's t distribution for a whole number of degrees of freedom: the finite series of Abramowitz and Stegun, 26.7.3 and 26.7.4,
 * which are exact.
 * @returns P(T ≤ t)
 */
export function tCdf(t: number, degrees: number): number {
  if (t === Number.POSITIVE_INFINITY) return 1;
  if (t === Number.NEGATIVE_INFINITY) return 0;
  const theta = Math.atan(t / Math.sqrt(degrees));
  const [sin, cos] = [Math.sin(theta), Math.cos(theta)];
  const odd = degrees % 2 === 1;
  // 1 + 1/2 cos² + 1·3/(2·4) cos⁴ + …, or cos + 2/3 cos³ + …
  let term = odd ? cos : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k < degrees; k += 2) {
    term *= (cos * cos * (k - 1)) / k;
    sum += term;
  }
  const within = odd ? (2 / Math.PI) * (theta + sin * sum) : sin * sum;
  return 0.5 + within / 2;
}

/** The t with P(T ≤ t) = `probability`, which lies between 0 and 1. */
export function tQuantile(probability: number, degrees: number): number {
  let [low, high] = [-1, 1];
  while (tCdf(low, degrees) > probability) low *= 2;
  while (tCdf(high, degrees) < probability) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-12 * Math.max(1, Math.abs(low)); i++) {
    const middle = (low + high) / 2;
    if (tCdf(middle, degrees) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
