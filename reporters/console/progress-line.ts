import { formatMetric } from '../../src/model/format.js';
import { printable } from '../../src/model/printable.js';
import { plainText } from '../format/plain-text.js';
import { loadText } from '../format/words.js';
import type { LiveState } from '../live/live-state.js';

/** One line of live progress of a scenario. */
export function progressLine(state: LiveState): string {
  const { scenario, step, steps, phase, framesPerSecond, loss, flowingStreams, expectedStreams } = state;
  const figures = [
    plainText(scenario, 40),
    `step ${step}/${steps} ${phase}`,
    loadText(state),
    framesPerSecond === undefined ? 'no video yet' : formatMetric('video.framesPerSecond', framesPerSecond),
    ...(loss === undefined ? [] : [`${formatMetric('video.residualLoss', loss)} loss`]),
    `${flowingStreams}/${expectedStreams} streams`,
  ];
  return printable(figures.join(' · ')).replaceAll('\u00a0', ' ');
}
