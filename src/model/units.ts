/** Units of the metric catalogue. Each unit is written once, in a metric's definition. */
export type Unit =
  | 'ms'
  | 's'
  | '1/s'
  | 'kbps'
  | 'Mbps'
  | 'MB'
  | 'px'
  | 'dB'
  | 'ratio'
  | 'count'
  | 'participants'
  | 'streams'
  | 'mos'
  | '';

/** Wall-clock time in milliseconds since the Unix epoch, with fractions. */
export type EpochMs = number;

/** A clock that pure code is given instead of reading one. Returns {@link EpochMs}. */
export type Clock = () => EpochMs;
