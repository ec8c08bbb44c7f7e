import { formatMetric } from '../../src/model/format.js';
import type { Progress } from '../../src/model/gather.js';
import { printable } from '../../src/model/printable.js';
import { plainText } from '../format/plain-text.js';
import { loadText } from '../format/words.js';
import { liveState } from '../live/live-state.js';

/**
 * One line of live progress of a scenario, from the latest message of each of its generators: loads and streams added up, the lowest
 * frame rate, the highest loss, and the phase of the generator that is least far. Empty when there is none.
 */
export function progressLine(progresses: readonly Progress[]): string {
  const state = liveState(progresses);
  if (!state) return '';
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
