// What the judge is given: the ledger, what was seen on the way, and where every replica ended.

import type { Undelivered } from '../model/blob-end.js';
import type { DetectionCounts } from '../model/detection.js';
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

/** What one fault that was asked for came to. */
export interface FaultAccount {
  /** As it is spelled: `drop=10%`. */
  readonly fault: string;
  /** How often the plan chose to strike. */
  readonly planned_count: number;
  /** How often there was something to strike at, and it was struck. */
  readonly fired_count: number;
  /** How often its effect was seen where it should be. */
  readonly observed_count: number;
  /** What more there is to say, for people; null where nothing. */
  readonly note: string | null;
}

/** How the exchange after the last write went. */
export interface Heal {
  /** `until_quiescent`: faults off, until everyone holds what anyone holds; `off`: nothing more was sent. */
  readonly type: 'until_quiescent' | 'off';
  readonly passes: number;
  /** The most passes that it may take; null where nothing bounds it. */
  readonly bound: number | null;
  /** For people: where the bound comes from. */
  readonly reason: string;
}

/** One commit as the shared store's own log tells it. */
export interface LoggedCommit {
  /** `dotKey` of the write that was committed. */
  readonly commit_id: string;
  readonly fence: number;
  /** Counted from 1, over all rounds. */
  readonly revision: number;
}

/** What a store that agents share while they write says of their commits. */
export interface Coordination {
  /** Per round, by revision. */
  readonly rounds: readonly (readonly LoggedCommit[])[];
}

/** How a strategy broke: in which phase it threw, and what. */
export interface Breakage {
  readonly phase: string;
  readonly reason: string;
}

export interface Evidence {
  readonly ledger: Ledger;
  /** One or more per round issued, the last included. */
  readonly observations: readonly RoundObservation[];
  readonly finals: readonly FinalState[];
  /** Whether the strategy declares that it names authors; only then does a missing author fail a check. */
  readonly attributes: boolean;
  /** One per fault asked for; none where there are none. */
  readonly faults?: readonly FaultAccount[];
  /** Left out where every pass reached everyone. */
  readonly heal?: Heal;
  /** Where blobs were handed over without an envelope; left out otherwise. */
  readonly detection?: DetectionCounts;
  /** Copies of blobs that were no delivery, to tell why a write never arrived; left out where there are none. */
  readonly undelivered?: readonly Undelivered[];
  /** Where agents shared a store; left out where they merged. */
  readonly coordination?: Coordination;
  /** Where the strategy threw, so that nothing could be read in the end; left out where nothing did. */
  readonly broken?: Breakage;
}
