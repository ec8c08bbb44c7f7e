import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { MetricName } from '../../../src/model/metrics.js';
import type { Reading } from './readings.js';

/** How far two receivers of the same stream may be apart: a share of what the browser reads, or an absolute difference if that is more. */
interface Allowance {
  readonly metric: MetricName;
  readonly share: number;
  readonly absolute: number;
  readonly tolerance: string;
}

const allowances: readonly Allowance[] = [
  { metric: 'video.framesPerSecond', share: 0.1, absolute: 0, tolerance: '10 %' },
  { metric: 'video.bitrate', share: 0.1, absolute: 0, tolerance: '10 %' },
  { metric: 'audio.bitrate', share: 0.1, absolute: 0, tolerance: '10 %' },
  { metric: 'video.residualLoss', share: 0.1, absolute: 0.005, tolerance: '10 %, or chance' },
  { metric: 'video.jitter', share: 0.1, absolute: 3, tolerance: '10 % or 3 ms' },
  { metric: 'audio.jitter', share: 0.1, absolute: 3, tolerance: '10 % or 3 ms' },
];

/** One metric as a browser and a native receiver of the same stream read it. */
export interface Agreement {
  readonly metric: MetricName;
  readonly publisher: string;
  readonly browser: number | undefined;
  readonly native: number | undefined;
  readonly tolerance: string;
  readonly ok: boolean;
}

/** Compares receivers of the same stream in pairs. @param lossRatio that each of them was dealt by itself */
export function agreements(readings: readonly Reading[], lossRatio = 0): Agreement[] {
  return readings
    .filter(({ stream }) => stream.receiver === 'browser')
    .flatMap((ofBrowser) => {
      const { from, kind, publisher } = ofBrowser.stream;
      const ofNative = readings.find(
        ({ stream }) => stream.receiver === 'native' && stream.from === from && stream.kind === kind,
      );
      if (!ofNative) return [];
      const chance = 4 * Math.sqrt((2 * lossRatio * (1 - lossRatio)) / Math.max(1, ofBrowser.packets));
      return (
        allowances
          .filter(({ metric }) => metric.startsWith(kind))
          // Each leg loses other packets, and which ones decides how long a picture stands still.
          .filter(({ metric }) => lossRatio === 0 || metric !== 'video.framesPerSecond')
          .map(({ metric, share, absolute, tolerance }) => {
            const [browser, native] = [figureOf(ofBrowser, metric), figureOf(ofNative, metric)];
            const least = metric.endsWith('residualLoss') ? Math.max(absolute, chance) : absolute;
            const ok =
              browser !== undefined &&
              native !== undefined &&
              Math.abs(browser - native) <= Math.max(share * browser, least);
            return { metric, publisher: `${publisher} ${from}`, browser, native, tolerance, ok };
          })
      );
    });
}

const figureOf = ({ values, medianJitterMs }: Reading, metric: MetricName): number | undefined =>
  metric.endsWith('.jitter') ? medianJitterMs : values[metric];

/** Fails unless all six metrics of one publisher were compared, and agree. */
export function agree(t: TestContext, rows: readonly Agreement[]): void {
  assert.equal(rows.length, allowances.length);
  for (const { metric, browser, native } of rows) t.diagnostic(`${metric}: browser ${browser}, native ${native}`);
  for (const { metric, browser, native, ok } of rows) assert.ok(ok, `${metric}: browser ${browser}, native ${native}`);
}
