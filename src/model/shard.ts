/** One machine's part of a run, as in `--shard=2/4`. */
export interface Shard {
  /** From 1. */
  readonly current: number;
  readonly total: number;
}

/** A run that is not sharded is its only shard. */
export const onlyShard: Shard = { current: 1, total: 1 };

/** Generators from `from` to `to`, both included. */
export interface GeneratorRange {
  readonly from: number;
  readonly to: number;
}

/** The generators of every scenario that a shard carries; `generators` is a multiple of the number of shards. */
export function generatorsOfShard({ current, total }: Shard, generators: number): GeneratorRange {
  const each = generators / total;
  return { from: (current - 1) * each + 1, to: current * each };
}

/** The shard that carries a generator; `generators` is a multiple of `shards`. */
export const shardOfGenerator = (generator: number, generators: number, shards: number): number =>
  Math.ceil((generator * shards) / generators);

/** `2/4` for shard 2 of 4. */
export const formatShard = ({ current, total }: Shard): string => `${current}/${total}`;

/** The reverse of {@link formatShard}; undefined if `text` is not of that form or names no shard. */
export function parseShard(text: string | undefined): Shard | undefined {
  const match = /^(\d+)\/(\d+)$/.exec(text ?? '');
  if (!match) return undefined;
  const shard = { current: Number(match[1]), total: Number(match[2]) };
  return shard.current >= 1 && shard.current <= shard.total ? shard : undefined;
}

/**
 * The shard that a command line asks for, as `--shard=2/4` or `--shard 2/4`; undefined if it names none. What is not of that form is
 * left to Playwright, which refuses it.
 */
export function shardOfArguments(argv: readonly string[]): Shard | undefined {
  const at = argv.findLastIndex((argument) => argument === '--shard' || argument.startsWith('--shard='));
  if (at === -1) return undefined;
  return parseShard(argv[at] === '--shard' ? argv[at + 1] : argv[at]?.slice('--shard='.length));
}
