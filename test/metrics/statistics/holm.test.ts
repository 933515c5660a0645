import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holm } from '../../../src/metrics/statistics/holm.js';

const pValues = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 });

describe('holm', () => {
  it('multiplies the smallest by their number, the next by one less, and never falls', () => {
    // p * (m - rank) in ascending order, cumulative maximum, capped at 1 (as R's p.adjust(p, "holm"))
    const expected = [0.05, 0.12, 0.12, 0.03, 0.5, 0.12];
    holm([0.01, 0.04, 0.03, 0.005, 0.5, 0.04]).forEach((p, index) => {
      expect(p).toBeCloseTo(expected[index] ?? Number.NaN, 12);
    });
  });

  it('leaves a single p-value alone and makes nothing of none', () => {
    expect(holm([0.03])).toEqual([0.03]);
    expect(holm([])).toEqual([]);
  });

  it('never makes a p-value smaller, nor larger than 1 or Bonferroni would', () => {
    fc.assert(
      fc.property(pValues, (raw) => {
        holm(raw).forEach((adjusted, index) => {
          const p = raw[index] ?? Number.NaN;
          expect(adjusted).toBeGreaterThanOrEqual(p);
          expect(adjusted).toBeLessThanOrEqual(Math.min(1, p * raw.length));
        });
      }),
    );
  });

  it('keeps the order of size, and equal ones equal', () => {
    fc.assert(
      fc.property(pValues, (raw) => {
        const adjusted = holm(raw);
        const order = raw.map((_, index) => index).sort((l, r) => (raw[l] ?? 0) - (raw[r] ?? 0));
        const sorted = order.map((index) => adjusted[index] ?? Number.NaN);
        expect(sorted).toEqual([...sorted].sort((left, right) => left - right));
        expect(new Set(adjusted.filter((_, index) => raw[index] === raw[0])).size).toBeLessThan(2);
      }),
    );
  });
});
