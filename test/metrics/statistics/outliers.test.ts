import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modifiedZScores, OUTLIER_SCORE } from '../../../src/metrics/statistics/outliers.js';

describe('modifiedZScores', () => {
  it('is 0.6745 (value - median) / MAD', () => {
    const values = [12.1, 9.7, 15.3, 11.0, 8.8, 30.5, 10.2, 9.9, 13.6, 11.7];
    // [0.6745 * (v - np.median(V)) / stats.median_abs_deviation(V) for v in V], scipy 1.17.1
    const expected = [
      0.3263709677419355, -0.7180161290322582, 1.7188870967741943, -0.1523064516129031,
      -1.1096612903225802, 8.33333870967742, -0.5004354838709679, -0.6309838709677417,
      0.9791129032258066, 0.1523064516129031,
    ];
    modifiedZScores(values).forEach((score, index) => {
      expect(score).toBeCloseTo(expected[index] ?? Number.NaN, 12);
    });
  });

  it('finds a planted outlier and nothing else', () => {
    const scores = modifiedZScores([10, 11, 10, 12, 9, 11, 50]);
    expect(scores.map((score) => Math.abs(score) > OUTLIER_SCORE)).toEqual([
      ...Array.from({ length: 6 }, () => false),
      true,
    ]);
  });

  it('measures by the mean deviation where more than half of the values are equal', () => {
    // The mean deviation of 9 equal values and one 10 away is 1.
    const scores = modifiedZScores([...Array.from({ length: 9 }, () => 5), 15]);
    expect(scores.at(-1)).toBeCloseTo(10 / 1.253314, 12);
    expect(scores[0]).toBe(0);
  });

  it('is 0 where all values are equal', () => {
    expect(modifiedZScores([7, 7, 7])).toEqual([0, 0, 0]);
  });

  it('does not care for the unit', () => {
    const values = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 1_000 }), (all, factor) => {
        const scaled = modifiedZScores(all.map((value) => value * factor));
        modifiedZScores(all).forEach((score, index) => {
          expect(scaled[index]).toBeCloseTo(score, 8);
        });
      }),
    );
  });
});
