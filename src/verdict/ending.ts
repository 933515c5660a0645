// Where replicas ended: final readings, split by what their replicas had received. Two replicas that read
// alike may still have to be judged by different measures.

import type { FinalState } from './evidence.js';

/** One final reading, and those of its replicas that held the same. */
export interface Ending extends FinalState {
  /** Index of the final reading among the evidence's, in the order of their first agents. */
  readonly final: number;
  /** Equal for replicas with equal knowledge, and only for these. */
  readonly group: number;
}
