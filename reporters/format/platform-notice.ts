import type { PlatformInfo, RunModel } from '../collect/run-model.js';
import { longestSentence, plainText } from './plain-text.js';

/** Distinct sentences of a kind that are shown; the rest is in the file. */
const mostOfAKind = 5;

/** Says plainly that a figure does not come from a real deployment; null where it does. */
export function platformNotice(platform: PlatformInfo | null): string | null {
  if (!platform?.embedded) return null;
  if (platform.faults.length === 0)
    return 'Measured against the embedded server of playwright-openvidu, not against a real OpenVidu deployment.';
  const faults = platform.faults.map((fault) => plainText(fault)).join('; ');
  return `The embedded demo server misbehaves on demand (${faults}): the knee is made, not a property of OpenVidu.`;
}

/**
 * What decides nothing and should be known: sources of the platform's figures that did not tell, and what went wrong on the generators'
 * side. Each once for all steps in which the same was said, the first five of a kind.
 */
export function stepNotices({ scenarios }: Pick<RunModel, 'scenarios'>): string[] {
  const steps = scenarios.flatMap(({ steps }) => steps);
  const once = (head: string, sentences: readonly string[]) => {
    const distinct = [...new Set(sentences)];
    const shown = distinct.slice(0, mostOfAKind).map((sentence) => {
      const count = sentences.filter((each) => each === sentence).length;
      const where = count === steps.length ? '' : ` in ${count} of ${steps.length} steps`;
      return `${head}${where}: ${plainText(sentence, longestSentence)}`;
    });
    const more = distinct.length - shown.length;
    return more > 0 ? [...shown, `${head}: and ${more} more, see verdict.json.`] : shown;
  };
  return [
    ...once(
      'Figures of the platform were not measured',
      steps.flatMap(({ platform }) => platform?.notMeasured ?? []),
    ),
    ...once(
      'The generators noted',
      steps.flatMap(({ notes }) => notes ?? []),
    ),
  ];
}

const editions = { openvidu2: 'OpenVidu 2', openvidu3: 'OpenVidu 3 (LiveKit)' } as const;

/** `embedded server 0.1.0` or `OpenVidu 2, version 2.32.1, at https://…`. The version of OpenVidu 3 is its LiveKit's. */
export function platformText(platform: PlatformInfo): string {
  if (platform.embedded) return `embedded server ${plainText(platform.version, 40)}`;
  return `${editions[platform.edition]}, version ${plainText(platform.version, 40)}, at ${plainText(platform.url, 120)}`;
}
