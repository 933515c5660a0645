// Which agents a fault is after: one, a minority, a majority or all of them, chosen by seed.

import { hash32 } from '../hash.js';
import type { Place } from '../fault.js';
import { optionalWord, spokenWord } from './word.js';

const COUNTS = {
  one: () => 1,
  /** Less than half, and yet one. */
  minority: (agents: number) => Math.max(1, Math.ceil(agents / 2) - 1),
  /** More than half. */
  majority: (agents: number) => Math.floor(agents / 2) + 1,
  all: (agents: number) => agents,
};

export type Targets = keyof typeof COUNTS;

export const TARGETS = optionalWord(['one', 'minority', 'majority', 'all'], 'all');

/** For what would do nothing if it struck everyone alike. */
export const SOME_TARGETS = spokenWord(['one', 'minority', 'majority'], 'one');

/**
 * Whether the fault is after the agent of that index. A smaller choice of one seed lies within a larger
 * one, so that `one`, `minority` and `majority` can be compared.
 */
export function chooseTargets(
  targets: Targets,
  { seed, agents }: Place,
): (agent_index: number) => boolean {
  if (targets === 'all') return () => true;
  const chosen = new Set(shuffledAgents(seed, agents).slice(0, COUNTS[targets](agents)));
  return (agent_index) => chosen.has(agent_index);
}

function shuffledAgents(seed: number, agents: number): readonly number[] {
  const keys = Array.from({ length: agents }, (_, agent_index) => hash32(seed, agent_index));
  const key = (agent_index: number) => keys[agent_index] ?? 0;
  return keys.map((_, agent_index) => agent_index).sort((left, right) => key(left) - key(right));
}
