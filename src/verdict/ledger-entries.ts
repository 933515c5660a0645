// A ledger as plain data: everything it was told, nothing it worked out. Evidence files hold it like this.

import type { Deliveries } from '../model/deliveries.js';
import type { Write } from '../model/write.js';

/** One round: what was acknowledged, and what happened after it (in a race: during it), in order. */
export interface LedgerRound {
  /** Per agent, in program order. */
  readonly writes: readonly (readonly Write[])[];
  readonly deliveries: readonly Deliveries[];
}

export interface LedgerEntries {
  /** Agent ids in the order of their indexes. */
  readonly agents: readonly string[];
  readonly rounds: readonly LedgerRound[];
}

/** True where agents wrote and exchanged at once in that round. */
export function isRace({ deliveries }: LedgerRound): boolean {
  return deliveries[0]?.type === 'race';
}
