import { describe, expect, it } from 'vitest';
import { tQuantile } from '../../../src/metrics/statistics/student-t.js';

describe('tQuantile', () => {
  it.each([
    [1, 12.7062047362],
    [2, 4.302652729749462],
    [3, 3.1824463052837078],
    [5, 2.5705818356363146],
    [10, 2.228138851986274],
    [11, 2.200985160091639],
    [12, 2.1788128296672284],
    [15, 2.131449545559776],
    [20, 2.085963447265864],
    [30, 2.0422724563012378],
    [100, 1.9839715185235518],
  ])('for %d degrees of freedom is %d', (degreesOfFreedom, expected) => {
    // scipy.stats.t.ppf(0.975, df), scipy 1.17.1
    expect(tQuantile(degreesOfFreedom)).toBeCloseTo(expected, 4);
  });

  it('falls from one degree of freedom to the next', () => {
    const quantiles = Array.from({ length: 60 }, (_, index) => tQuantile(index + 1));
    expect(quantiles).toEqual([...quantiles].sort((left, right) => right - left));
  });

  it('needs a degree of freedom', () => {
    expect(() => tQuantile(0)).toThrow(RangeError);
  });
});
