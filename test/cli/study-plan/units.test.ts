import { describe, expect, it } from 'vitest';
import { durationText, sizeText } from '../../../src/cli/study-plan/units.js';

describe('a duration', () => {
  it.each([
    [0, '0 s'],
    [1, '1 s'],
    [59_000, '59 s'],
    [59_001, '1 min'],
    [200_000, '3 min 20 s'],
    [3_600_000, '1 h'],
    [3_659_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [190_800_000, '2 d 5 h'],
    [86_400_000 * 1_000, '1000 d'],
  ])('of %i ms is %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('a size', () => {
  it.each([
    [0, '0 MiB'],
    [164.4 * 1024 ** 2, '164 MiB'],
    [2.34 * 1024 ** 3, '2.3 GiB'],
    [1000 * 1024 ** 2, '1.0 GiB'],
    [47 * 1024 ** 4, '47.0 TiB'],
    [5e6 * 1024 ** 6, '5000000.0 EiB'],
  ])('of %d bytes is %s', (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
