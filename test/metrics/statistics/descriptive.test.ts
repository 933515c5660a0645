// Reference values: numpy 2 and scipy 1.17.1.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ascending,
  interquartileRange,
  meanAbsoluteDeviation,
  median,
  medianAbsoluteDeviation,
  medianSorted,
  quantileSorted,
} from '../../../src/metrics/statistics/descriptive.js';

const VALUES = [12.1, 9.7, 15.3, 11.0, 8.8, 30.5, 10.2, 9.9, 13.6, 11.7];

const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1, maxLength: 40 });

describe('of ten values', () => {
  it('the median is the mean of the middle two', () => {
    expect(median(VALUES)).toBeCloseTo(11.35, 12); // np.median(V)
  });

  it.each([
    [0.025, 9.0025],
    [0.1, 9.61],
    [0.25, 9.975],
    [0.5, 11.35],
    [0.75, 13.225],
    [0.9, 16.82],
    [0.975, 27.08],
  ])('the quantile of %d is of type 7: %d', (share, expected) => {
    // np.quantile(V, share)
    expect(quantileSorted(ascending(VALUES), share)).toBeCloseTo(expected, 12);
  });

  it('the deviations from the median are those of scipy', () => {
    expect(medianAbsoluteDeviation(VALUES)).toBeCloseTo(1.55, 12); // stats.median_abs_deviation(V)
    expect(meanAbsoluteDeviation(VALUES)).toBeCloseTo(3.36, 12); // np.mean(np.abs(V - np.median(V)))
    expect(interquartileRange(VALUES)).toBeCloseTo(3.25, 12); // stats.iqr(V)
  });
});

describe('of any values', () => {
  it('nothing is sorted in place', () => {
    const given = Object.freeze([3, 1, 2]);
    expect([median(given), interquartileRange(given), ascending(given)]).toEqual([2, 1, [1, 2, 3]]);
  });

  it('the median is the quantile of a half, whichever way it is asked for', () => {
    fc.assert(
      fc.property(values, (all) => {
        const sorted = ascending(all);
        expect(medianSorted(sorted)).toBe(median(all));
        expect(quantileSorted(sorted, 0.5)).toBe(median(all));
      }),
    );
  });

  it('quantiles grow with the share and stay within the values', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(values, share, share, (all, one, other) => {
        const sorted = ascending(all);
        const low = quantileSorted(sorted, Math.min(one, other));
        const high = quantileSorted(sorted, Math.max(one, other));
        expect(low).toBeLessThanOrEqual(high);
        expect(low).toBeGreaterThanOrEqual(Math.min(...all));
        expect(high).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });

  it('there is no median of none', () => {
    expect(() => median([])).toThrow();
  });
});
