import type { PlatformFigures } from '../../model/figures.js';

/** What tells figures of the platform, besides the platform itself. */
export interface FiguresSource {
  /**
   * Figures of the seconds that end now.
   * @throws LoadError with one sentence if it does not tell
   */
  figures(windowSeconds: number): Promise<PlatformFigures>;
}
