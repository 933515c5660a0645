import { describe, expect, it } from 'vitest';
import { exponentText, summaryText } from '../../../src/results/tables/number-text.js';
import type { MetricSummary } from '../../../src/results/analysis/analysis.js';

function summary(
  point: number,
  low: number | null = null,
  high: number | null = null,
): MetricSummary {
  return { n: 3, point, low, high, min: point, max: point, spread_ratio: null, outliers: [] };
}

describe('numbers in tables', () => {
  it.each([
    [0, '0'],
    [3, '3'],
    [21, '21'],
    [12_345, '12,345'],
    [2.5, '2.50'],
  ])('a count of %d is %s', (point, text) => {
    expect(summaryText('writes_lost', summary(point), 'bounds')).toBe(text);
  });

  it('times and bytes have three digits in the unit of the heading', () => {
    expect(summaryText('converge_ns', summary(1_234_567), 'bounds')).toBe('1.23');
    expect(summaryText('bytes_exchanged', summary(1_536), 'bounds')).toBe('1.50');
  });

  it('an interval is its bounds, or the farther of them in percent', () => {
    const point = summary(2_000_000, 1_900_000, 2_400_000);
    expect(summaryText('converge_ns', point, 'bounds')).toBe('2.00 [1.90, 2.40]');
    expect(summaryText('converge_ns', point, 'percent')).toBe('2.00 ±20%');
    expect(summaryText('converge_ns', summary(1e6, 999_999, 1e6), 'percent')).toBe('1.00 ±<1%');
    expect(summaryText('converge_ns', summary(0, 0, 5), 'percent')).toBe('0');
  });

  it('what was not measured is a dash', () => {
    expect(summaryText('converge_ns', null, 'percent')).toBe('-');
    expect(summaryText('converge_ns', undefined, 'bounds')).toBe('-');
  });

  it('an exponent has two decimals, and a zero no sign', () => {
    const law = { b: -0.001, b_low: -0.104, b_high: 0.004 };
    expect(exponentText(law, 'bounds')).toBe('0.00 [-0.10, 0.00]');
    expect(exponentText({ b: 1.5, b_low: 1.4, b_high: 1.75 }, 'percent')).toBe('n^1.50 ±0.25');
  });
});
