// What a warning is made from, and of.

import type { Manifest } from '../../manifest.js';
import type { RepetitionRecord } from '../../record.js';
import type { CellAnalysis, StudyWarning } from '../analysis.js';
import type { StudyFacts } from '../study-facts.js';

export interface Examined {
  readonly manifest: Manifest;
  readonly facts: StudyFacts;
  readonly cells: readonly CellAnalysis[];
  /** All records, by cell and repetition. */
  readonly records: readonly RepetitionRecord[];
}

/** Looks for one cause; empty where it is not there. */
export type WarningRule = (examined: Examined) => readonly StudyWarning[];

export function idsOf(cells: readonly CellAnalysis[]): readonly string[] {
  return cells.map(({ cell_id }) => cell_id);
}

/** The amounts that were measured, in the order of the records. */
export function measured(
  records: readonly RepetitionRecord[],
  amountOf: (record: RepetitionRecord) => number | null,
): readonly number[] {
  return records.map(amountOf).filter((amount) => amount !== null);
}
