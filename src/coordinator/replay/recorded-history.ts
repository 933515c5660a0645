// A history with all that it takes to replay it as it happened, wherever it was kept.

import type { ModuleReference } from '../../strategies/load.js';
import type { Evidence } from '../../verdict/evidence.js';
import type { ImportStyle, ModelReference } from '../../workers/protocol.js';
import type { Expectation } from '../exit.js';
import type { BlobScope } from './demand.js';

/** Under what conditions a history was made, and is replayed. */
export interface ReplayTerms {
  readonly strategy: ModuleReference;
  /** Of the strategy when it was executed. */
  readonly strategy_version: string;
  readonly expectation: Expectation;
  readonly model: ModelReference;
  /** Of the repetition. */
  readonly seed: number;
  readonly style: ImportStyle;
  readonly blob_scope: BlobScope;
  /** The agents whose clocks were ahead, and by how many ticks. */
  readonly clocks_ahead: readonly (readonly [agent_id: string, ticks: number])[];
}

export interface RecordedHistory {
  /** As `cell_id#repetition`. */
  readonly visit: string;
  readonly terms: ReplayTerms;
  /** As the repetition left it. */
  readonly evidence: Evidence;
}
