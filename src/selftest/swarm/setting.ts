// What a swarm seed stands for: a strategy, a workload, a topology, terms of exchange and a mix of faults, all
// drawn from the seed, so that a number is all it takes to see an alarm again.

import { ARRIVALS } from '../../coordinator/exchange/terms.js';
import type { ExchangeTerms } from '../../coordinator/exchange/terms.js';
import { SWARM_MIX } from '../../coordinator/faults/mix.js';
import { findTopology, TOPOLOGY_NAMES } from '../../coordinator/topologies/registry.js';
import type { Random } from '../../model/random.js';
import { createRandom, deriveSeed } from '../../model/random.js';
import { DEFAULT_MIXED } from '../../workloads/mixed.js';
import type { Scene } from '../scene.js';
import type { WorkloadShape } from '../workload-shape.js';

export interface SwarmSetting {
  /** Also of what is written, of what strikes and of who meets whom. */
  readonly seed: number;
  /** Of a built-in strategy. */
  readonly strategy: string;
  readonly scene: Scene;
}

const EXCHANGES = ['batch', 'pairwise', 'racing'] as const;
const BLOB_SCOPES = ['full', 'delta'] as const;
/** Loads that are open by chance: one in so many. */
const OPEN_ONE_IN = 4;

/** @param strategies names of those that are expected to pass; one or more. */
export function drawSetting(seed: number, strategies: readonly string[]): SwarmSetting {
  const random = createRandom(deriveSeed(seed, 'swarm setting'));
  const strategy = oneOf(strategies, random);
  const topology = findTopology(oneOf(TOPOLOGY_NAMES, random));
  if (!topology) throw new Error('a topology is registered under another name');
  const exchange = oneOf(EXCHANGES, random);
  const workload = drawWorkload(random);
  const terms = drawTerms(random);
  const shards = random.integer(1, 2);
  const scene = { workload, topology, exchange, faults: SWARM_MIX, terms, shards };
  return { seed, strategy, scene };
}

/** Few fields, so that agents meet. */
function drawWorkload(random: Random): WorkloadShape {
  return {
    agents: random.integer(3, 8),
    rounds: random.integer(1, 4),
    writes_per_agent: random.integer(2, 8),
    mixed: { ...DEFAULT_MIXED, fields_per_kind: random.integer(1, 4) },
  };
}

/** With envelopes and a heal: without either, a sound strategy may come to harm or end apart. */
function drawTerms(random: Random): ExchangeTerms {
  return {
    blob_scope: oneOf(BLOB_SCOPES, random),
    fan_out: random.integer(1, 3),
    envelope: 'on',
    max_heal_passes: null,
    staleness_passes: random.integer(0, 2),
    load: drawLoad(random),
  };
}

function drawLoad(random: Random): ExchangeTerms['load'] {
  if (random.integer(1, OPEN_ONE_IN) > 1) return { type: 'closed' };
  const writes_per_second = 10 ** random.integer(2, 5);
  return { type: 'open', writes_per_second, arrivals: oneOf(ARRIVALS, random) };
}

function oneOf<T>(items: readonly T[], random: Random): T {
  const item = items[random.integer(0, items.length - 1)];
  if (item === undefined) throw new Error('nothing to draw from');
  return item;
}
