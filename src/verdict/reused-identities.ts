import type { Ledger } from './ledger.js';

/** Agents that were restarted under the engine identity they had before. */
export function reusedIdentities(ledger: Ledger): ReadonlySet<string> {
  const reused = new Set<string>();
  for (const { deliveries } of ledger.entries().rounds) {
    for (const made of deliveries) {
      if (made.type !== 'restart' || made.identity !== 'reused') continue;
      reused.add(ledger.agents[made.agent_index] ?? '');
    }
  }
  return reused;
}
