// What the judge is given: the ledger, what was seen on the way, and where every replica ended.

import type { ReadingDigests } from '../model/digest.js';
import type { Escalation, Reading } from '../model/reading.js';
import type { Ledger } from './ledger.js';

/** The conflicts standing at one replica after the exchange of one round. */
export interface RoundObservation {
  readonly round: number;
  readonly agent_index: number;
  readonly escalations: readonly Escalation[];
}

/** One distinct final reading, and the replicas that ended with it: those with one reading digest. */
export interface FinalState {
  readonly reading: Reading;
  /** As the shard computed them; the judge computes them again. */
  readonly digests: ReadingDigests;
  readonly agent_indexes: readonly number[];
}

export interface Evidence {
  readonly ledger: Ledger;
  /** One or more per round issued, the last included. */
  readonly observations: readonly RoundObservation[];
  readonly finals: readonly FinalState[];
  /** Whether the strategy declares that it names authors; only then does a missing author fail a check. */
  readonly attributes: boolean;
}
