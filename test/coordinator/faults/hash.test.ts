import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hash32, hashFraction } from '../../../src/coordinator/faults/hash.js';

const words = fc.tuple(fc.integer(), fc.nat(20), fc.nat(9999), fc.nat(9999), fc.nat(3));

function bitsOf(word: number): number {
  return Array.from({ length: 32 }, (_, bit) => (word >>> bit) & 1).reduce((sum, bit) => sum + bit);
}

describe('hash32', () => {
  // As mmh3, the Python binding of the original C++, hashes the same 16 bytes.
  it.each([
    [1, [2, 3, 4, 5], 1924023384],
    [0, [0, 0, 0, 0], 2167721464],
    [-1, [1, 0, 0, -1], 575409309],
  ] as const)('is MurmurHash3 of seed %d and words %j', (seed, [a, b, c, d], expected) => {
    expect(hash32(seed, a, b, c, d)).toBe(expected);
  });

  it('changes half of its bits on average where one word changes by 1', () => {
    const changed = Array.from({ length: 2000 }, (_, pass) =>
      bitsOf(hash32(7, pass, 1, 2, 0) ^ hash32(7, pass + 1, 1, 2, 0)),
    );
    const mean = changed.reduce((sum, bits) => sum + bits, 0) / changed.length;
    expect(mean).toBeGreaterThan(15.5);
    expect(mean).toBeLessThan(16.5);
  });

  it('tells words apart by their place', () => {
    expect(hash32(1, 2, 3, 4, 5)).not.toBe(hash32(1, 3, 2, 4, 5));
    expect(hash32(1, 2, 3, 4, 5)).not.toBe(hash32(1, 2, 4, 3, 5));
  });

  it('is a whole number of 32 bits, and a fraction below 1', () => {
    fc.assert(
      fc.property(words, ([seed, a, b, c, d]) => {
        const hash = hash32(seed, a, b, c, d);
        expect(hash).toBe(hash >>> 0);
        expect(hashFraction(seed, a, b, c, d)).toBe(hash / 2 ** 32);
      }),
    );
  });
});
