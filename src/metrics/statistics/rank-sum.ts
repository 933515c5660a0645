// The exact distribution of a rank sum: of all ways to choose so many of the ranks, how many come to each
// sum, counted by dynamic programming over the ranks. Ties need no correction: equal ranks are just equal.

/** Probabilities of a sum at most, and at least, the one that was observed; both include it. */
export interface Tails {
  readonly atMost: number;
  readonly atLeast: number;
}

/** @param ranks whole numbers above 0 (doubled mid-ranks), of which `size` are chosen. */
export function rankSumTails(ranks: readonly number[], size: number, observed: number): Tails {
  const ways = waysBySum(ranks, size);
  let [below, at, all] = [0, 0, 0];
  ways.forEach((count, sum) => {
    all += count;
    if (sum < observed) below += count;
    else if (sum === observed) at += count;
  });
  return { atMost: (below + at) / all, atLeast: (all - below) / all };
}

/**
 * How many choices of `size` ranks come to each sum. Counts stay below 2^53, where numbers are exact, up to
 * 56 ranks. Sizes and sums are walked downwards, so that no rank is chosen twice.
 */
function waysBySum(ranks: readonly number[], size: number): Float64Array {
  const most = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(most + 1));
  ways[0]?.fill(1, 0, 1);
  for (const rank of ranks) {
    for (let chosen = size; chosen >= 1; chosen -= 1) {
      addShifted(ways[chosen], ways[chosen - 1], rank);
    }
  }
  return ways[size] ?? new Float64Array(0);
}

function addShifted(
  target: Float64Array | undefined,
  source: Float64Array | undefined,
  shift: number,
): void {
  if (!target || !source) return;
  for (let sum = target.length - 1; sum >= shift; sum -= 1) {
    target[sum] = (target[sum] ?? 0) + (source[sum - shift] ?? 0);
  }
}
