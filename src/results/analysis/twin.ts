// The no-fault twin of a cell under faults: the same cell, the same seed, and nothing injected. What faults
// did is read off the difference, never off the faulted cell alone.

import type { CellAnalysis } from './analysis.js';
import { NO_FAULTS, twinIdOf } from './cell-id.js';

export interface FaultedCell {
  readonly cell: CellAnalysis;
  /** Null where the study has none. */
  readonly twin: CellAnalysis | null;
}

/** All cells under faults, in the order of the study. */
export function faultedCells(cells: readonly CellAnalysis[]): readonly FaultedCell[] {
  const twins = new Map(cells.filter(isWithoutFaults).map((cell) => [cell.cell_id, cell]));
  return cells
    .filter((cell) => !isWithoutFaults(cell))
    .map((cell) => ({ cell, twin: twins.get(twinIdOf(cell.shown)) ?? null }));
}

export function isWithoutFaults({ factors }: CellAnalysis): boolean {
  return factors.faults === NO_FAULTS;
}
