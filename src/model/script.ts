import type { Write } from './write.js';

/** A workload laid out: every write of every agent in every round. */
export interface Script {
  /** Agent ids, unique, in the order of their indexes. */
  readonly agents: readonly string[];
  /** `rounds[r][i]` are the writes of agent i in round r, in program order, `happens_after` closed. */
  readonly rounds: readonly (readonly (readonly Write[])[])[];
  /** Writes per agent and round where that is one number for all; null where it varies. */
  readonly writes_per_agent: number | null;
  /** How many commits it was made from, where it was made from a repository. */
  readonly commits?: number;
}
