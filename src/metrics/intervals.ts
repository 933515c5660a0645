// Whether threads really worked at the same time: read off when each shard's write phase began and ended.

import { elapsedNs } from './clock.js';

/** When one shard worked in one round, on the clock that all threads share. */
export interface ShardInterval {
  readonly started_ns: bigint;
  readonly ended_ns: bigint;
}

export interface Overlap {
  /** From the first shard's start to the last one's. Over several rounds: the largest. */
  readonly start_skew_ns: number;
  /** Time in which at least one shard was working. Over several rounds: the sum. */
  readonly union_ns: number;
  /** Time in which at least two were working. Over several rounds: the sum. */
  readonly shared_ns: number;
  /** `shared_ns / union_ns`, 0 to 1; 0 where no time passed. */
  readonly overlap_ratio: number;
}

/** The overlap of one round; null where no shard took part. */
export function overlapOfRound(shards: readonly ShardInterval[]): Overlap | null {
  const starts = ascending(shards.map(({ started_ns }) => started_ns));
  const [first, last] = [starts[0], starts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const { union_ns, shared_ns } = sweep(shards);
  return withRatio({ start_skew_ns: elapsedNs(first, last), union_ns, shared_ns });
}

/** The overlap of several rounds; null where no shard took part in any. */
export function overlapOfRounds(rounds: readonly (readonly ShardInterval[])[]): Overlap | null {
  const overlaps = rounds.map(overlapOfRound).filter((overlap) => overlap !== null);
  if (overlaps.length === 0) return null;
  return withRatio({
    start_skew_ns: Math.max(...overlaps.map(({ start_skew_ns }) => start_skew_ns)),
    union_ns: overlaps.reduce((sum, { union_ns }) => sum + union_ns, 0),
    shared_ns: overlaps.reduce((sum, { shared_ns }) => sum + shared_ns, 0),
  });
}

function withRatio(times: Omit<Overlap, 'overlap_ratio'>): Overlap {
  return { ...times, overlap_ratio: times.union_ns > 0 ? times.shared_ns / times.union_ns : 0 };
}

/** Walks all starts and ends in order of time, counting how many shards are at work. */
function sweep(shards: readonly ShardInterval[]): { union_ns: number; shared_ns: number } {
  const edges = shards.flatMap(({ started_ns, ended_ns }) => [
    { at_ns: started_ns, change: 1 },
    { at_ns: ended_ns, change: -1 },
  ]);
  edges.sort((left, right) => compareNs(left.at_ns, right.at_ns));
  let [active, previous_ns, union_ns, shared_ns] = [0, 0n, 0, 0];
  for (const { at_ns, change } of edges) {
    const span_ns = elapsedNs(previous_ns, at_ns);
    if (active >= 1) union_ns += span_ns;
    if (active >= 2) shared_ns += span_ns;
    active += change;
    previous_ns = at_ns;
  }
  return { union_ns, shared_ns };
}

function ascending(readings_ns: readonly bigint[]): readonly bigint[] {
  return [...readings_ns].sort(compareNs);
}

function compareNs(left: bigint, right: bigint): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
