// The one source of randomness: a seeded generator that is passed as an argument, never reached for.
// Sub-seeds are derived by name, so that drawing one number more in one place moves nothing elsewhere.

import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export interface Random {
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  /** A number in [0, 1). */
  fraction(): number;
}

export function createRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  return {
    integer: (low, high) => uniformInt(generator, low, high),
    fraction: () => uniformFloat64(generator),
  };
}

/** A 32-bit seed for one named purpose, independent (SHA-256) of that of any other name. */
export function deriveSeed(seed: number, ...purpose: readonly (string | number)[]): number {
  return createHash('sha256')
    .update(JSON.stringify([seed, ...purpose]))
    .digest()
    .readInt32LE(0);
}

/** A 63-bit identity for an engine's peer, from the seed, the agent and how often it was restarted. */
export function derivePeerId(seed: number, agent_id: string, incarnation: number): bigint {
  const digest = createHash('sha256')
    .update(JSON.stringify([seed, agent_id, incarnation]))
    .digest();
  return digest.readBigUInt64LE(0) >> 1n;
}

/** Draws an index from 0 to `weights.length - 1` in proportion to its weight. */
export function createWeightedDraw(weights: readonly number[]): (random: Random) => number {
  const cumulative: number[] = [];
  let total = 0;
  for (const weight of weights) cumulative.push((total += weight));
  return (random) => {
    const point = random.fraction() * total;
    const index = cumulative.findIndex((bound) => point < bound);
    return index < 0 ? weights.length - 1 : index;
  };
}
