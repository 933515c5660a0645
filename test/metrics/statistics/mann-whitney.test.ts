// Reference values: scipy 1.17.1, scipy.stats.mannwhitneyu(next, base, ...).

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannWhitney } from '../../../src/metrics/statistics/mann-whitney.js';

const values = fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 25 });

describe('mannWhitney', () => {
  it('is exact for few values', () => {
    const base = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55];
    const next = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29];
    const { u, p, method } = mannWhitney(base, next);
    expect({ u, method }).toEqual({ u: 11, method: 'exact' });
    expect(p).toBeCloseTo(0.18065268065268064, 12); // method='exact'
  });

  it('is exact with ties as well', () => {
    const { u, p } = mannWhitney([1, 2, 2, 3, 5, 5, 8], [2, 3, 4, 5, 5, 9, 9, 10]);
    expect(u).toBe(40.5);
    expect(p).toBeCloseTo(0.15944055944055943, 12); // method=PermutationMethod(n_resamples=10**9)
  });

  it('is exact for twenty against twenty', () => {
    const base = Array.from({ length: 20 }, (_, index) => 100 + ((index * 37) % 29));
    const next = Array.from({ length: 20 }, (_, index) => 108.5 + ((index * 41) % 31));
    const { u, p, method } = mannWhitney(base, next);
    expect({ u, method }).toEqual({ u: 315, method: 'exact' });
    expect(p).toBeCloseTo(0.0014349545374355546, 12); // method='exact'
  });

  it('is the normal approximation, corrected for ties and continuity, beyond', () => {
    const base = Array.from({ length: 25 }, (_, index) => (index * 37) % 29);
    const next = Array.from({ length: 26 }, (_, index) => ((index * 41) % 31) + 4);
    const { u, p, method } = mannWhitney(base, next);
    expect({ u, method }).toEqual({ u: 435, method: 'normal' });
    expect(p).toBeCloseTo(0.03901157350654073, 7); // method='asymptotic', use_continuity=True
  });

  it('knows the two ways of choosing that are most extreme', () => {
    // Of 20 ways to choose 3 of 6 ranks, one has the three lowest: 2 / 20.
    expect(mannWhitney([1, 2, 3], [4, 5, 6]).p).toBeCloseTo(0.1, 12);
  });

  it('sees nothing where all values are equal', () => {
    const equal = Array.from({ length: 30 }, () => 4);
    expect(mannWhitney([4, 4], [4, 4, 4]).p).toBe(1);
    expect(mannWhitney(equal, equal).p).toBe(1);
  });

  it('is a probability, and the same from the other side', () => {
    fc.assert(
      fc.property(values, values, (base, next) => {
        const [one, other] = [mannWhitney(base, next), mannWhitney(next, base)];
        expect(one.p).toBeGreaterThan(0);
        expect(one.p).toBeLessThanOrEqual(1);
        expect(other.p).toBeCloseTo(one.p, 12);
        expect(one.u + other.u).toBe(base.length * next.length);
      }),
    );
  });

  it('looks at nothing but the order of the values', () => {
    fc.assert(
      fc.property(values, values, (base, next) => {
        const [steepBase, steepNext] = [base, next].map((all) => all.map((value) => 3 ** value));
        expect(mannWhitney(steepBase ?? [], steepNext ?? [])).toEqual(mannWhitney(base, next));
      }),
    );
  });

  it('needs values on both sides', () => {
    expect(() => mannWhitney([], [1])).toThrow(RangeError);
    expect(() => mannWhitney([1], [])).toThrow(RangeError);
  });
});
