import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  createWeightedDraw,
  derivePeerId,
  deriveSeed,
  type Random,
} from '../../src/model/random.js';

/** A generator that always draws the same fraction. */
function stuckAt(fraction: number): Random {
  return { integer: (low) => low, fraction: () => fraction };
}

const JUST_BELOW_ONE = 1 - 2 ** -53;

const seeds = fc.maxSafeInteger();

function firstOf<T>(count: number, draw: () => T): T[] {
  return Array.from({ length: count }, draw);
}

describe('createRandom', () => {
  it('draws the same numbers again for the same seed', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const [one, two] = [createRandom(seed), createRandom(seed)];
        expect(firstOf(20, () => one.fraction())).toEqual(firstOf(20, () => two.fraction()));
      }),
    );
  });

  it('spreads the first draws of neighbouring seeds over the whole range', () => {
    const firsts = firstOf(1000, () => 0).map((_, seed) => createRandom(seed).fraction());
    const tenths = Array.from(
      { length: 10 },
      (_, tenth) => firsts.filter((first) => Math.floor(first * 10) === tenth).length,
    );
    expect(Math.min(...tenths)).toBeGreaterThan(60);
    expect(Math.max(...tenths)).toBeLessThan(140);
  });

  it('tells seeds apart that agree in their lowest 32 bits', () => {
    expect(createRandom(2 ** 32 + 1).fraction()).not.toBe(createRandom(1).fraction());
  });

  it('draws fractions from 0 to below 1 and whole numbers within their bounds', () => {
    const bounds = fc.tuple(seeds, fc.integer(), fc.nat()).map(([seed, low, width]) => ({
      random: createRandom(seed),
      low,
      high: low + width,
    }));
    fc.assert(
      fc.property(bounds, ({ random, low, high }) => {
        const [fraction, integer] = [random.fraction(), random.integer(low, high)];
        expect(fraction >= 0 && fraction < 1).toBe(true);
        expect(Number.isInteger(integer) && integer >= low && integer <= high).toBe(true);
      }),
    );
  });

  it('reaches both bounds', () => {
    const random = createRandom(1);
    expect(new Set(firstOf(100, () => random.integer(-1, 1)))).toEqual(new Set([-1, 0, 1]));
    expect(random.integer(5, 5)).toBe(5);
  });

  it.each([
    [1, 0],
    [0, 0.5],
    [Number.NaN, 1],
    [0, Infinity],
  ])('refuses to draw a whole number from %d to %d', (low, high) => {
    expect(() => createRandom(1).integer(low, high)).toThrow(RangeError);
  });
});

describe('deriveSeed', () => {
  it('is a 32-bit integer, the same for the same purpose', () => {
    fc.assert(
      fc.property(seeds, fc.string(), fc.integer(), (seed, name, index) => {
        const derived = deriveSeed(seed, name, index);
        expect(derived).toBe(derived | 0);
        expect(deriveSeed(seed, name, index)).toBe(derived);
      }),
    );
  });

  it('differs by seed and by every part of the purpose, however the parts could be joined', () => {
    const derived = [
      deriveSeed(1),
      deriveSeed(2),
      deriveSeed(1, 'a'),
      deriveSeed(1, 'b'),
      deriveSeed(1, 'a', 'b'),
      deriveSeed(1, 'ab'),
      deriveSeed(1, 'a,b'),
      deriveSeed(1, 1, 2),
      deriveSeed(1, 12),
      deriveSeed(1, '12'),
    ];
    expect(new Set(derived).size).toBe(derived.length);
  });
});

describe('derivePeerId', () => {
  it('fits 63 bits and differs by seed, agent and incarnation', () => {
    const ids = [0, 1].flatMap((seed) =>
      ['a', 'b'].flatMap((agent) => [0, 1].map((again) => derivePeerId(seed, agent, again))),
    );
    expect(new Set(ids).size).toBe(8);
    expect(ids.every((id) => id >= 0n && id < 1n << 63n)).toBe(true);
  });
});

describe('createWeightedDraw', () => {
  it('never draws what weighs nothing, not even at the ends of the range', () => {
    const weights = fc
      .array(fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1e6, noNaN: true })), {
        minLength: 1,
      })
      .filter((list) => list.some((weight) => weight > 0));
    const fractions = fc.oneof(
      fc.constantFrom(0, JUST_BELOW_ONE),
      fc.double({ min: 0, max: JUST_BELOW_ONE, noNaN: true }),
    );
    fc.assert(
      fc.property(weights, fractions, (list, fraction) => {
        expect(list[createWeightedDraw(list)(stuckAt(fraction))]).toBeGreaterThan(0);
      }),
    );
  });

  it('draws the index whose share of the total the fraction falls into', () => {
    const draw = createWeightedDraw([1, 0, 2, 1]);
    const drawn = [0, 0.24, 0.25, 0.74, 0.75, JUST_BELOW_ONE].map((at) => draw(stuckAt(at)));
    expect(drawn).toEqual([0, 0, 2, 2, 3, 3]);
  });

  it('draws the last index that weighs anything where rounding reaches the total', () => {
    expect(createWeightedDraw([1, 2, 0])(stuckAt(1))).toBe(1);
  });

  it.each([[[]], [[0, 0]], [[1, -1]], [[Number.NaN]], [[Infinity]]])(
    'refuses weights %j',
    (weights) => {
      expect(() => createWeightedDraw(weights)).toThrow(RangeError);
    },
  );
});
