// A hash of a few whole numbers, for decisions that must not depend on the order in which they are asked
// for: a generator with a state would. It is MurmurHash3 for x86, 32 bits, by Austin Appleby (public
// domain, https://github.com/aappleby/smhasher), over four words: a hundredth of what SHA-256 costs, and
// one changed bit of any word flips each bit of the result with a probability of one half. Seeds come from
// `deriveSeed`, so that hashes for different purposes have nothing to do with each other.

/** A whole number from 0 to 2^32 - 1, the same for the same seed and words. Words are taken modulo 2^32. */
export function hash32(seed: number, a: number, b = 0, c = 0, d = 0): number {
  const words = absorb(absorb(absorb(absorb(seed, a), b), c), d);
  return avalanche(words ^ BYTES) >>> 0;
}

/** The hash as a number in [0, 1). */
export function hashFraction(seed: number, a: number, b = 0, c = 0, d = 0): number {
  return hash32(seed, a, b, c, d) / 2 ** 32;
}

/** Of four words of four bytes each; the algorithm ends with how much it has hashed. */
const BYTES = 16;

function absorb(state: number, word: number): number {
  const mixed = Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotateLeft(state ^ mixed, 13), 5) + 0xe6546b64) | 0;
}

function avalanche(state: number): number {
  const once = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35);
  return twice ^ (twice >>> 16);
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
