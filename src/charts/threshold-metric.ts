import type { ResolvedThreshold } from '../model/scenario.js';

/** The metric that a threshold judges, as steps and breaches name it: `joinTime`, or `joinTime@browser` for one kind of participant. */
export const thresholdMetric = ({ metric, participantKind }: ResolvedThreshold): string =>
  participantKind === undefined ? metric : `${metric}@${participantKind}`;
