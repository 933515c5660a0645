// What one cell of a study is expected to cost.

import type { AnyCell } from '../cell.js';

export interface CellEstimate {
  readonly cell: AnyCell;
  readonly cell_id: string;
  /** The name the strategy gives itself. */
  readonly strategy: string;
  readonly agents: number;
  /** As many as would be used now. */
  readonly threads: number;
  readonly writes: number;
  /** One visit, warm-up included; null where the strategy does not say how long it takes. */
  readonly visit_ms: number | null;
  readonly peak_bytes: number;
  /** Why it would be refused now; null where it would not. */
  readonly refusal: string | null;
}
