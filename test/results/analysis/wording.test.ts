import { describe, expect, it } from 'vitest';
import {
  counted,
  duration,
  enumerate,
  grouped,
  percent,
} from '../../../src/results/analysis/wording.js';

describe('wording', () => {
  it('lists in a sentence', () => {
    expect([[], ['a'], ['a', 'b'], ['a', 'b', 'c']].map(enumerate)).toEqual([
      '',
      'a',
      'a and b',
      'a, b and c',
    ]);
  });

  it('groups thousands and keeps one decimal', () => {
    expect([0, 999, 1_204, 1_234_567, 2.25].map(grouped)).toEqual([
      '0',
      '999',
      '1,204',
      '1,234,567',
      '2.3',
    ]);
  });

  it('counts one and many', () => {
    expect([counted(1, 'write'), counted(0, 'write'), counted(2, 'reply', 'replies')]).toEqual([
      '1 write',
      '0 writes',
      '2 replies',
    ]);
  });

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
