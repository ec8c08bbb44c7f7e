import { formatMetric } from '../../src/model/format.js';
import type { Progress } from '../../src/model/gather.js';
import { plainText } from '../format/plain-text.js';
import { loadText } from '../format/words.js';

const phases: readonly Progress['phase'][] = ['joining', 'settling', 'holding', 'gathering', 'leaving'];

/**
 * One line of live progress of a scenario, from the latest message of each of its generators: loads and streams added up, the lowest
 * frame rate, the highest loss, and the phase of the generator that is least far. Empty when there is none.
 */
export function progressLine(progresses: readonly Progress[]): string {
  const [first] = progresses;
  if (!first) return '';
  const step = Math.min(...progresses.map((progress) => progress.step));
  const behind = progresses.filter((progress) => progress.step === step);
  const phase = phases[Math.min(...behind.map((progress) => phases.indexOf(progress.phase)))] ?? first.phase;
  const sum = (count: (progress: Progress) => number) => progresses.reduce((total, of) => total + count(of), 0);
  const measured = (value: (progress: Progress) => number | undefined) =>
    progresses.map(value).filter((found) => found !== undefined);
  const framesPerSecond = measured((progress) => progress.framesPerSecond);
  const loss = measured((progress) => progress.loss);
  return [
    plainText(first.scenario, 40),
    `step ${step}/${first.steps} ${phase}`,
    loadText({
      sessions: sum((progress) => progress.sessions),
      participants: sum((progress) => progress.participants),
      mediaConnections: sum((progress) => progress.mediaConnections),
    }),
    framesPerSecond.length === 0 ? 'no video yet' : formatMetric('video.framesPerSecond', Math.min(...framesPerSecond)),
    ...(loss.length === 0 ? [] : [`${formatMetric('video.residualLoss', Math.max(...loss))} loss`]),
    `${sum((progress) => progress.flowingStreams)}/${sum((progress) => progress.expectedStreams)} streams`,
  ]
    .join(' · ')
    .replaceAll('\u00a0', ' ');
}
