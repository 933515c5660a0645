import { describe, expect, it } from 'vitest';
import { duration, percent } from '../../../src/results/analysis/wording.js';

describe('wording', () => {
  it('never rounds a share to nothing or to all', () => {
    expect([0, 0.0001, 0.627, 0.9999, 1, 4.2].map(percent)).toEqual([
      '0 %',
      'under 1 %',
      '63 %',
      'over 99 %',
      '100 %',
      '420 %',
    ]);
  });

  it('gives durations three digits in a unit that suits', () => {
    expect([0, 789, 1_234, 45_600_000, 999_999, 3e9, 7.2e13].map(duration)).toEqual([
      '0 ns',
      '789 ns',
      '1.23 µs',
      '45.6 ms',
      '1.00 ms',
      '3.00 s',
      '72,000 s',
    ]);
  });
});
