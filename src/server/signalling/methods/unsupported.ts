import type { Method } from '../method.js';
import { SignallingError } from '../signalling-error.js';

/** Filters run only in Kurento itself. */
export const noFilters: Method = () => {
  throw new SignallingError('filterNotApplied', 'This server has no filters');
};

export const noSpeechToText: Method = () => {
  throw new SignallingError('wrongEdition', 'Speech to text needs an OpenVidu Pro deployment');
};
