import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantity, quantityRange, significant, whole } from '../../src/results/quantity.js';

describe('quantities', () => {
  it.each([
    [0, 'ns', '0 ns'],
    [999, 'ns', '999 ns'],
    [1_234, 'ns', '1.23 µs'],
    [12_000_000, 'ns', '12.0 ms'],
    [999_999, 'ns', '1.00 ms'],
    [5_000_000_000_000, 'ns', '5,000 s'],
    [512, 'bytes', '512 B'],
    [1_536, 'bytes', '1.50 KiB'],
    [1_023 * 1_024, 'bytes', '1,023 KiB'],
    [1_234_567, 'count', '1,234,567'],
    [2.5, 'count', '2.50'],
    [166_666.5, 'per_second', '166,667 /s'],
    [0.25, 'ratio', '0.250'],
  ] as const)('%d %s is %s', (value, unit, text) => {
    expect(quantity(value, unit)).toBe(text);
  });

  it('shows both ends of a range in one unit', () => {
    expect(quantityRange(950_000, 1_310_000, 'ns')).toBe('0.950 to 1.31 ms');
  });

  it('rounds to three digits before it decides on decimals', () => {
    expect([0.0999951, 9.996, 99.96, 999.6, 12_345].map(significant)).toEqual([
      '0.100',
      '10.0',
      '100',
      '1,000',
      '12,300',
    ]);
  });

  it('separates thousands and nothing else', () => {
    expect([1, 1_000, -1_234_567].map(whole)).toEqual(['1', '1,000', '-1,234,567']);
  });

  it('never shows an exponent and is within half a percent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (value) => {
        const text = significant(value);
        expect(text).toMatch(/^[\d,]+(\.\d+)?$/);
        const shown = Number(text.replaceAll(',', ''));
        expect(Math.abs(shown - value) / value).toBeLessThanOrEqual(0.005001);
      }),
    );
  });
});
