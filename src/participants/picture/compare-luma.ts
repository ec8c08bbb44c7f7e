/** How like its original a picture is. */
export interface Likeness {
  /** Peak signal-to-noise ratio, dB; at most 100, which is the same picture. */
  readonly psnr: number;
  /** Structural similarity, 1 is the same picture: mean over blocks of 8×8 px. */
  readonly ssim: number;
}

/**
 * Compares the luma of two pictures of one size (Wang, Bovik, Sheikh and Simoncelli 2004, with uniform windows that do not overlap).
 * Self-contained, because browsers get its source text only.
 */
export function compareLuma(
  original: Uint8Array,
  received: Uint8Array,
  { width, height, stride }: { readonly width: number; readonly height: number; readonly stride: number },
): Likeness {
  const side = 8;
  const pixels = side * side;
  // The standard's constants (0.01 · 255)² and (0.03 · 255)², for sums instead of means.
  const c1 = (0.01 * 255) ** 2 * pixels * pixels;
  const c2 = (0.03 * 255) ** 2 * pixels * pixels;
  let similarity = 0;
  let blocks = 0;
  let squaredErrors = 0;
  for (let top = 0; top + side <= height; top += side)
    for (let left = 0; left + side <= width; left += side) {
      let sumA = 0;
      let sumB = 0;
      let sumAA = 0;
      let sumBB = 0;
      let sumAB = 0;
      for (let y = top; y < top + side; y++) {
        const rowA = y * width + left;
        const rowB = y * stride + left;
        for (let x = 0; x < side; x++) {
          const a = original[rowA + x]!;
          const b = received[rowB + x]!;
          sumA += a;
          sumB += b;
          sumAA += a * a;
          sumBB += b * b;
          sumAB += a * b;
        }
      }
      const covariance = pixels * sumAB - sumA * sumB;
      const variances = pixels * (sumAA + sumBB) - sumA * sumA - sumB * sumB;
      const luminance = (2 * sumA * sumB + c1) / (sumA * sumA + sumB * sumB + c1);
      similarity += luminance * ((2 * covariance + c2) / (variances + c2));
      squaredErrors += sumAA + sumBB - 2 * sumAB;
      blocks++;
    }
  const meanSquaredError = squaredErrors / (blocks * pixels);
  return {
    psnr: meanSquaredError === 0 ? 100 : Math.min(100, 10 * Math.log10(255 ** 2 / meanSquaredError)),
    ssim: similarity / blocks,
  };
}
