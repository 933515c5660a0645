import { describe, expect, it } from 'vitest';
import { upperTail } from '../../../src/metrics/statistics/normal.js';

describe('upperTail', () => {
  it.each([
    [0, 0.5],
    [0.5, 0.3085375387259869],
    [1.96, 0.024997895148220435],
    [3, 0.0013498980316300933],
    [5, 2.866515718791933e-7],
    [8, 6.22096057427174e-16],
  ])('of %d is %d to 1.2e-7 of itself', (z, expected) => {
    // scipy.stats.norm.sf(z), scipy 1.17.1
    expect(Math.abs(upperTail(z) / expected - 1)).toBeLessThan(1.2e-7);
    expect(upperTail(-z)).toBeCloseTo(1 - expected, 7);
  });
});
