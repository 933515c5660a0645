// Reference values: scipy 1.17.1, scipy.stats.linregress(np.log(size), np.log(cost)), and for the bend
// numpy.linalg.lstsq on [1, x, x^2] with scipy.stats.t for its significance.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitPowerLaw } from '../../../src/metrics/statistics/power-law.js';

const SIZES = [2, 4, 8, 16, 32, 64];

function pointsOf(costOf: (size: number, index: number) => number, sizes = SIZES) {
  return sizes.map((size, index) => ({ size, cost: costOf(size, index) }));
}

describe('fitPowerLaw', () => {
  it('is what linear regression of the logarithms gives', () => {
    const costs = [1.9, 4.4, 8.9, 21.0, 47.5, 99.0];
    const law = fitPowerLaw(pointsOf((_, index) => costs[index] ?? 0));
    expect(law.a).toBeCloseTo(0.8682831869137719, 10);
    expect(law.b).toBeCloseTo(1.1443529813731341, 10);
    expect(law.b_low).toBeCloseTo(1.1068078081574149, 10);
    expect(law.b_high).toBeCloseTo(1.1818981545888534, 10);
    expect(law.r_squared).toBeCloseTo(0.9994417515694191, 10);
    expect(law.worst_factor).toBeCloseTo(1.0537197108286571, 10);
    expect(law.bend?.b_at_smallest).toBeCloseTo(1.1546270862242871, 10);
    expect(law.bend?.b_at_largest).toBeCloseTo(1.1340788765219811, 10);
    expect(law.bend?.significant).toBe(false); // t = -0.193, p = 0.86
  });

  it('sees that n (n - 1) bends', () => {
    const { bend, r_squared } = fitPowerLaw(pointsOf((size) => size * (size - 1)));
    expect(r_squared).toBeCloseTo(0.9979677860917541, 10);
    expect(bend?.b_at_smallest).toBeCloseTo(2.487473662025731, 10);
    expect(bend?.b_at_largest).toBeCloseTo(1.8607341505484194, 10);
    expect(bend?.significant).toBe(true); // t = -4.49, p = 0.021
  });

  it('finds the law that the points were made by', () => {
    const factor = fc.double({ min: 0.001, max: 1_000, noNaN: true });
    const exponent = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(factor, exponent, (a, b) => {
        const law = fitPowerLaw(pointsOf((size) => a * size ** b));
        expect(law.a / a).toBeCloseTo(1, 8);
        expect(law.b).toBeCloseTo(b, 8);
        expect(law.worst_factor).toBeCloseTo(1, 8);
        expect(law.bend?.b_at_largest).toBeCloseTo(b, 6);
      }),
    );
  });

  it('keeps its exponent and all but its factor when the unit changes', () => {
    const costs = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(costs, (all) => {
        const points = pointsOf((_, index) => all[index] ?? 1);
        const law = fitPowerLaw(points);
        const scaled = fitPowerLaw(points.map(({ size, cost }) => ({ size, cost: cost * 1_000 })));
        expect(scaled.a / law.a).toBeCloseTo(1_000, 5);
        expect(scaled.b).toBeCloseTo(law.b, 8);
        expect(scaled.b_high).toBeCloseTo(law.b_high, 8);
        expect(scaled.r_squared).toBeCloseTo(law.r_squared, 8);
        expect(law.b_low).toBeLessThanOrEqual(law.b);
        expect(law.b_high).toBeGreaterThanOrEqual(law.b);
      }),
    );
  });

  it('explains all of a cost that never changes', () => {
    expect(fitPowerLaw(pointsOf(() => 7))).toMatchObject({ b: 0, r_squared: 1, worst_factor: 1 });
  });

  it('says nothing of a bend below four sizes', () => {
    expect(fitPowerLaw(pointsOf((size) => size, [2, 4, 8])).bend).toBeNull();
    expect(fitPowerLaw(pointsOf((size) => size, [2, 2, 8, 8])).bend).toBeNull();
  });

  it.each([
    ['too few points', pointsOf((size) => size, [2, 4])],
    ['a cost of 0', pointsOf((_, index) => index)],
    ['one size only', pointsOf((size) => size, [4, 4, 4])],
    ['a cost that is none', pointsOf(() => Number.NaN)],
  ])('refuses %s', (_, points) => {
    expect(() => fitPowerLaw(points)).toThrow(RangeError);
  });
});
