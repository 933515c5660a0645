import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueAxis } from '../../../src/results/report/value-axis.js';

describe('the value axis of the page', () => {
  it('is logarithmic where every value is above 0', () => {
    expect(valueAxis([1, 500]).type).toBe('log');
  });

  it('has a place for 0 where a value is 0', () => {
    expect(valueAxis([0, 12])).toEqual({
      type: 'symlog',
      domain: [-0.3, 15.6],
      ticks: [0, 1, 2, 5, 10],
      linear_domain: [0, 12.6],
    });
  });

  it('has ends even where all is 0, or nothing is there', () => {
    expect(valueAxis([0])).toEqual(valueAxis([]));
    expect(valueAxis([])).toMatchObject({ domain: [-0.3, 1.3], ticks: [0, 1] });
  });

  it('holds all its values and has ticks between its ends', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e15, noNaN: true }), { minLength: 1 }),
        (values) => {
          const { domain, ticks, linear_domain } = valueAxis(values.map((v) => (v < 1e-9 ? 0 : v)));
          for (const value of values) {
            expect(value).toBeLessThanOrEqual(Math.min(domain[1], linear_domain[1]));
          }
          expect(ticks.length).toBeGreaterThan(0);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(domain[0]);
            expect(tick).toBeLessThanOrEqual(domain[1]);
          }
        },
      ),
    );
  });
});
