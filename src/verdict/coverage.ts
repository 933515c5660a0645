// Whether every replica's end is known, and known once.

import type { Evidence } from './evidence.js';
import { placeOf } from './place.js';
import { Reasons } from './reasons.js';

/** Replicas without a final reading, with more than one, or that do not exist. */
export function coverageProblems({ ledger, finals }: Evidence): Reasons {
  const reasons = new Reasons();
  const times = new Map<number, number>();
  for (const agent_index of finals.flatMap(({ agent_indexes }) => agent_indexes)) {
    times.set(agent_index, (times.get(agent_index) ?? 0) + 1);
  }
  for (const agent_index of ledger.agents.keys()) {
    const count = times.get(agent_index) ?? 0;
    times.delete(agent_index);
    if (count === 0) reasons.add(() => `${placeOf(ledger, agent_index)} has no final reading`);
    if (count > 1) reasons.add(() => `${placeOf(ledger, agent_index)} has ${count} final readings`);
  }
  for (const stranger of times.keys()) {
    reasons.add(() => `${placeOf(ledger, stranger)} has a final reading and does not exist`);
  }
  return reasons;
}
