// Whether two sets of values could well have come from one: the test of Mann and Whitney (On a test of
// whether one of two random variables is stochastically larger than the other, 1947). It looks at ranks
// alone, so neither the distribution nor an outlier matters.

import { upperTail } from './normal.js';
import { rankSumTails } from './rank-sum.js';

export interface MannWhitney {
  /** How many pairs have the larger value in `next`, ties counting half. */
  readonly u: number;
  /** Two-sided: how probable a difference at least this large is where there is none. */
  readonly p: number;
  readonly method: 'exact' | 'normal';
}

/** Up to so many values the exact distribution takes a few milliseconds; beyond, the normal one is as good. */
const MOST_EXACT_VALUES = 40;

/** @throws RangeError where either side has no values. */
export function mannWhitney(base: readonly number[], next: readonly number[]): MannWhitney {
  if (base.length === 0 || next.length === 0) {
    throw new RangeError('two sets of values are needed for a comparison of them');
  }
  const doubledRanks = doubledMidRanks([...next, ...base]);
  const doubledSum = total(doubledRanks.slice(0, next.length));
  const u = doubledSum / 2 - (next.length * (next.length + 1)) / 2;
  return doubledRanks.length <= MOST_EXACT_VALUES
    ? { u, p: exactP(doubledRanks, next.length, doubledSum), method: 'exact' }
    : { u, p: normalP(doubledRanks, next.length, u), method: 'normal' };
}

/** Twice the smaller tail of the permutation distribution, which takes ties as they are. */
function exactP(doubledRanks: readonly number[], size: number, doubledSum: number): number {
  const { atMost, atLeast } = rankSumTails(doubledRanks, size, doubledSum);
  return Math.min(1, 2 * Math.min(atMost, atLeast));
}

/** The normal approximation with corrections for ties and continuity (Lehmann, Nonparametrics, 1975, ch. 1). */
function normalP(doubledRanks: readonly number[], size: number, u: number): number {
  const all = doubledRanks.length;
  const pairs = size * (all - size);
  const variance = (pairs / 12) * (all + 1 - tieTerm(doubledRanks) / (all * (all - 1)));
  if (variance <= 0) return 1;
  const distance = Math.max(Math.abs(u - pairs / 2) - 0.5, 0);
  return Math.min(1, 2 * upperTail(distance / Math.sqrt(variance)));
}

/** The sum of t^3 - t over all groups of t equal values. */
function tieTerm(doubledRanks: readonly number[]): number {
  const sizes = new Map<number, number>();
  for (const rank of doubledRanks) sizes.set(rank, (sizes.get(rank) ?? 0) + 1);
  return total([...sizes.values()].map((size) => size ** 3 - size));
}

/** Ranks from 1 in the order of the values, equal values sharing the mean of theirs; doubled to be whole. */
function doubledMidRanks(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((left, right) => left - right);
  const bounds = new Map<number, { first: number; last: number }>();
  sorted.forEach((value, index) => {
    bounds.set(value, { first: bounds.get(value)?.first ?? index, last: index });
  });
  return values.map((value) => {
    const { first, last } = bounds.get(value) ?? { first: Number.NaN, last: Number.NaN };
    return first + last + 2;
  });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
