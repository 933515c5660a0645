import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bootstrapInterval,
  bootstrapWeighted,
  relativeDifference,
} from '../../../src/metrics/statistics/bootstrap.js';
import { medianSorted } from '../../../src/metrics/statistics/descriptive.js';
import type { Random } from '../../../src/model/random.js';
import { createRandom } from '../../../src/model/random.js';

const OPTIONS = { seed: 1, resamples: 2_000 };
const QUICK = { seed: 1, resamples: 200 };

const VALUES = [12.1, 9.7, 15.3, 11.0, 8.8, 30.5, 10.2, 9.9, 13.6, 11.7, 10.9];

const values = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
const seed = fc.integer();

describe('bootstrapInterval', () => {
  it('is that of the exact bootstrap distribution of a median', () => {
    // P(median* <= k-th value) = 1 - binom.cdf(5, 11, k / 11): 0.0072, 0.0512 up to the second and third
    // value, 0.9488, 0.9928 up to the eighth and ninth, so both ends are values. scipy.stats.bootstrap((V,),
    // np.median, method='percentile', n_resamples=200000) says (9.9, 13.6) as well.
    expect(bootstrapInterval(VALUES, medianSorted, OPTIONS)).toEqual({ low: 9.9, high: 13.6 });
  });

  it('is the same for the same seed, in whatever order the values are', () => {
    const reversed = bootstrapInterval(VALUES.toReversed(), medianSorted, OPTIONS);
    expect(reversed).toEqual(bootstrapInterval(VALUES, medianSorted, OPTIONS));
  });

  it('contains the median it is about, and stays within the values', () => {
    fc.assert(
      fc.property(values, seed, (all, seed) => {
        const { low, high } = bootstrapInterval(all, medianSorted, { ...QUICK, seed });
        const point = medianSorted([...all].sort((left, right) => left - right));
        expect(low).toBeLessThanOrEqual(point);
        expect(high).toBeGreaterThanOrEqual(point);
        expect(low).toBeGreaterThanOrEqual(Math.min(...all));
        expect(high).toBeLessThanOrEqual(Math.max(...all));
      }),
    );
  });

  it('scales with the values', () => {
    fc.assert(
      fc.property(values, seed, (all, seed) => {
        const { low, high } = bootstrapInterval(all, medianSorted, { ...QUICK, seed });
        const eightfold = all.map((value) => 8 * value);
        expect(bootstrapInterval(eightfold, medianSorted, { ...QUICK, seed })).toEqual({
          low: 8 * low,
          high: 8 * high,
        });
      }),
    );
  });

  it('hands the statistic as many values as there are, in ascending order', () => {
    bootstrapInterval(
      VALUES,
      (resample) => {
        expect(resample).toHaveLength(VALUES.length);
        expect([...resample].sort((left, right) => left - right)).toEqual(resample);
        return 0;
      },
      { seed: 3, resamples: 50 },
    );
  });

  it('is a point where there is one value', () => {
    expect(bootstrapInterval([5], medianSorted, QUICK)).toEqual({ low: 5, high: 5 });
  });

  it('cannot be had of nothing', () => {
    expect(() => bootstrapInterval([], medianSorted, QUICK)).toThrow(RangeError);
    expect(() => bootstrapInterval([1], medianSorted, { seed: 1, resamples: 0 })).toThrow(
      RangeError,
    );
  });

  it.each([10, 20, 30])('holds the true median about as often as it says, of %d values', (size) => {
    expect(coverageOf(size, normal)).toBeGreaterThan(0.9);
    expect(coverageOf(size, logNormal)).toBeGreaterThan(0.9);
    expect(coverageOf(size, normal)).toBeLessThan(0.995);
  });

  it('holds the true median far less often of three values', () => {
    // All three are above or all below it in a quarter of all cases.
    expect(coverageOf(3, normal)).toBeLessThan(0.8);
  });
});

describe('bootstrapWeighted', () => {
  it('draws as many parts as there are', () => {
    bootstrapWeighted(
      7,
      (times) => {
        expect(times.reduce((sum, count) => sum + count, 0)).toBe(7);
        return 0;
      },
      { seed: 2, resamples: 100 },
    );
  });

  it('draws every part equally often', () => {
    const drawn = [0, 0, 0, 0];
    const resamples = 10_000;
    bootstrapWeighted(
      4,
      (times) => {
        times.forEach((count, part) => (drawn[part] = (drawn[part] ?? 0) + count));
        return 0;
      },
      { seed: 2, resamples },
    );
    for (const count of drawn) expect(Math.abs(count / resamples - 1)).toBeLessThan(0.05);
  });
});

describe('relativeDifference', () => {
  it('is how much larger the second median is, in percent of the first', () => {
    const { percent, low, high } = relativeDifference(
      [10, 11, 9, 10, 10],
      [12, 11, 13, 12, 12],
      OPTIONS,
    );
    expect(percent).toBeCloseTo(20, 12);
    expect(low).toBeGreaterThan(0);
    expect(high).toBeLessThan(50);
  });

  it('finds a planted slow-down of 10 % and nothing where there is none', () => {
    const random = createRandom(4);
    const base = Array.from({ length: 20 }, () => 1_000 + 20 * normal(random));
    const slower = Array.from({ length: 20 }, () => 1_100 + 20 * normal(random));
    const same = Array.from({ length: 20 }, () => 1_000 + 20 * normal(random));
    expect(relativeDifference(base, slower, OPTIONS).low).toBeGreaterThan(5);
    const { low, high } = relativeDifference(base, same, OPTIONS);
    expect(low).toBeLessThan(0);
    expect(high).toBeGreaterThan(0);
  });

  it('contains its point and does not care for the unit', () => {
    fc.assert(
      fc.property(values, values, seed, (base, next, seed) => {
        const options = { ...QUICK, seed };
        const difference = relativeDifference(base, next, options);
        expect(difference.low).toBeLessThanOrEqual(difference.percent);
        expect(difference.high).toBeGreaterThanOrEqual(difference.percent);
        const [base8, next8] = [base, next].map((all) => all.map((value) => 8 * value));
        expect(relativeDifference(base8 ?? [], next8 ?? [], options)).toEqual(difference);
      }),
    );
  });

  it('is 0 between nothing and nothing, and infinite from nothing to something', () => {
    expect(relativeDifference([0, 0], [0, 0], QUICK)).toEqual({ percent: 0, low: 0, high: 0 });
    expect(relativeDifference([0, 0], [1, 1], QUICK).percent).toBe(Infinity);
    expect(relativeDifference([1, 1], [0, 0], QUICK).percent).toBe(-100);
  });

  it('needs values on both sides', () => {
    expect(() => relativeDifference([], [1], QUICK)).toThrow(RangeError);
    expect(() => relativeDifference([1], [], QUICK)).toThrow(RangeError);
  });
});

/** In how many of 500 sets of values, whose distribution has the median 0 or 1, the interval holds it. */
function coverageOf(size: number, draw: (random: Random) => number): number {
  const random = createRandom(size);
  const truth = draw === normal ? 0 : 1;
  const sets = 500;
  const hits = Array.from({ length: sets }, (_, seed) => {
    const drawn = Array.from({ length: size }, () => draw(random));
    const { low, high } = bootstrapInterval(drawn, medianSorted, { seed, resamples: 300 });
    return low <= truth && truth <= high;
  });
  return hits.filter(Boolean).length / sets;
}

/** Box and Muller's. */
function normal(random: Random): number {
  const [one, other] = [1 - random.fraction(), random.fraction()];
  return Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other);
}

function logNormal(random: Random): number {
  return Math.exp(normal(random));
}
