// How much will be exchanged, and how long an open load takes to arrive: what topology and rate add to a plan.

import type { ScriptSize } from '../capacity.js';
import type { Load } from '../exchange/terms.js';
import type { Cell, Study } from '../study.js';
import { findTopology } from '../topologies/registry.js';
import type { ExpectedTraffic } from './time.js';

const MS_PER_S = 1_000;

/** Where not everyone is reached at once, the heal may take as long as the topology's bound says. */
export function expectedTraffic(
  { terms, seed }: Study,
  { topology: name }: Cell,
  { agents, rounds, later_turns }: ScriptSize,
): ExpectedTraffic {
  const topology = findTopology(name);
  const { fan_out, max_heal_passes } = terms;
  const routes = topology?.routes({ agents, pass: 0, seed, fan_out });
  if (!topology || routes?.type !== 'edges') {
    return { passes: rounds, blobs: (agents + later_turns) * (agents - 1) };
  }
  const heal = max_heal_passes ?? topology.bound({ agents, seed, fan_out }).passes;
  const passes = rounds * topology.passes_per_exchange + heal;
  return { passes, blobs: passes * routes.senders.length };
}

/** A write phase at a rate lasts as long as its writes take to arrive. */
export function arrivalMs(load: Load, { agents, writes }: ScriptSize): number {
  if (load.type === 'closed' || agents === 0) return 0;
  return (writes / agents / load.writes_per_second) * MS_PER_S;
}
