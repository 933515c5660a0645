import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankSumTails } from '../../../src/metrics/statistics/rank-sum.js';

/** Sums of all choices of `size` ranks, one by one. */
function allSums(ranks: readonly number[], size: number): readonly number[] {
  if (size === 0) return [0];
  return ranks.flatMap((rank, index) =>
    allSums(ranks.slice(index + 1), size - 1).map((sum) => sum + rank),
  );
}

describe('rankSumTails', () => {
  it('counts what listing all choices counts', () => {
    const ranks = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(ranks, fc.nat(9), fc.nat(60), (all, wanted, observed) => {
        const size = Math.min(wanted, all.length);
        const sums = allSums(all, size);
        const share = (test: (sum: number) => boolean) => sums.filter(test).length / sums.length;
        const { atMost, atLeast } = rankSumTails(all, size, observed);
        expect(atMost).toBeCloseTo(
          share((sum) => sum <= observed),
          12,
        );
        expect(atLeast).toBeCloseTo(
          share((sum) => sum >= observed),
          12,
        );
      }),
    );
  });
});
