// The one source of randomness: a seeded generator that is passed as an argument, never reached for.
// Sub-seeds are derived by name, so that drawing one number more in one place moves nothing elsewhere.

import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /**
   * A whole number from `low` to `high`, both included.
   * @throws RangeError where the bounds are not safe integers in order.
   */
  integer(low: number, high: number): number;
  /** A number in [0, 1). */
  fraction(): number;
}

/**
 * A generator for that seed. The seed is hashed into the whole state: xoroshiro128+ seeded with a number
 * as it is returns that number's complement first, so that seeds 1, 2, 3 would all open with 0.9999….
 */
export function createRandom(seed: number): Random {
  const state = sha256(seed);
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => state.readInt32LE(at)));
  return {
    integer: (low, high) => {
      if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high) {
        throw new RangeError(`no whole number lies between ${low} and ${high}`);
      }
      return uniformInt(generator, low, high);
    },
    fraction: () => uniformFloat64(generator),
  };
}

/** A 32-bit seed for one named purpose, independent (SHA-256) of that of any other name. */
export function deriveSeed(seed: number, ...purpose: readonly (string | number)[]): number {
  return sha256(seed, ...purpose).readInt32LE(0);
}

/** A 63-bit identity for an engine's peer, from the seed, the agent and how often it was restarted. */
export function derivePeerId(seed: number, agent_id: string, incarnation: number): bigint {
  return sha256(seed, agent_id, incarnation).readBigUInt64LE(0) >> 1n;
}

/**
 * Draws an index from 0 to `weights.length - 1` in proportion to its weight; an index of weight 0 never.
 * @throws RangeError where a weight is negative or not finite, or none is above 0.
 */
export function createWeightedDraw(weights: readonly number[]): (random: Random) => number {
  const bounds = cumulative(weights);
  const total = bounds.at(-1) ?? 0;
  if (!(total > 0 && total < Infinity)) throw new RangeError('no weight to draw in proportion to');
  // The product may round up to the total, above every bound but those of the last index with a weight.
  const last = weights.findLastIndex((weight) => weight > 0);
  return (random) => Math.min(countUpTo(bounds, random.fraction() * total), last);
}

function cumulative(weights: readonly number[]): readonly number[] {
  let total = 0;
  return weights.map((weight) => {
    if (!(weight >= 0)) throw new RangeError(`a weight is a number of 0 or more, not ${weight}`);
    return (total += weight);
  });
}

/** How many of the ascending bounds are at most `point`, by bisection. */
function countUpTo(bounds: readonly number[], point: number): number {
  let low = 0;
  let high = bounds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bounds[middle] ?? Infinity) <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sha256(...parts: readonly (string | number)[]): Buffer {
  return createHash('sha256').update(JSON.stringify(parts)).digest();
}
