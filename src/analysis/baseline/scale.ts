import type { ResolvedPrimaryMetric } from '../../model/scenario.js';

type Scaled = Pick<ResolvedPrimaryMetric, 'scale' | 'floor'>;

/** A figure on the scale on which runs are compared: its logarithm, or itself. */
export const toScale = ({ scale, floor = Number.MIN_VALUE }: Scaled, value: number): number =>
  scale === 'log' ? Math.log(Math.max(value, floor)) : value;

/** The reverse of {@link toScale}. */
export const fromScale = ({ scale }: Pick<Scaled, 'scale'>, value: number): number =>
  scale === 'log' ? Math.exp(value) : value;

/** A difference on the scale as people count it: a share on a `log` scale (0.37 is +37 %), else a difference. */
export const changeOf = ({ scale }: Pick<Scaled, 'scale'>, difference: number): number =>
  scale === 'log' ? Math.exp(difference) - 1 : difference;
