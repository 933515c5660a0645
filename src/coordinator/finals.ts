// Final states of a repetition, gathered from its shards.

import type { FinalDigests } from '../results/study/entry.js';
import type { FinalState } from '../verdict/evidence.js';

/** Equal readings of different shards are one final state. */
export function mergeFinals(finals: readonly FinalState[]): readonly FinalState[] {
  const byDigest = new Map<string, FinalState>();
  for (const final of finals) {
    const known = byDigest.get(final.digests.reading);
    const agent_indexes = [...(known?.agent_indexes ?? []), ...final.agent_indexes];
    byDigest.set(final.digests.reading, { ...final, agent_indexes });
  }
  return [...byDigest.values()];
}

/** What the journal keeps of them: enough to see without the evidence that two repetitions ended alike. */
export function digestsOf(finals: readonly FinalState[]): readonly FinalDigests[] {
  return finals.map(({ digests: { content, reading }, agent_indexes }) => {
    return { content, reading, replicas: agent_indexes.length };
  });
}
