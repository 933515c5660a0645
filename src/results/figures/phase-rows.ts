// The rows of the figure that shows where the time to converge goes.

import { median } from '../../metrics/statistics/descriptive.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import type { RepetitionRecord } from '../record.js';
import type { CellRow } from './rows.js';
import { cellRow } from './rows.js';

/** One part of the time that a cell took to converge. */
export interface PhaseRow extends CellRow {
  readonly phase: 'write' | 'exchange' | 'read';
  readonly value_ms: number;
}

const PHASES = ['write', 'exchange', 'read'] as const;
/**
 * Where the time to converge goes, in milliseconds: three rows per cell. `read` is what is left of the time
 * to converge after writing and exchanging, taken in each repetition, and never below 0; each part is the
 * median over the repetitions, so the parts add up to about the median of the whole. A cell without these
 * times has no rows.
 */
export function phaseRows(study: AnalysedStudy): readonly PhaseRow[] {
  const parts = partsByCell(study.records);
  return study.series.flatMap((series) =>
    series.cells.flatMap((cell) => {
      const measured = parts.get(cell.cell_id) ?? [];
      if (measured.length === 0) return [];
      return PHASES.map((phase) => ({
        ...cellRow(series, cell),
        phase,
        value_ms: median(measured.map((part) => part[phase])) / 1e6,
      }));
    }),
  );
}

type Parts = Readonly<Record<PhaseRow['phase'], number>>;

function partsByCell(records: readonly RepetitionRecord[]): ReadonlyMap<string, readonly Parts[]> {
  const byCell = new Map<string, Parts[]>();
  for (const { cell_id, write_phase_ns: write, exchange_ns: exchange, converge_ns } of records) {
    if (write === null || exchange === null || converge_ns === null) continue;
    const parts = { write, exchange, read: Math.max(converge_ns - write - exchange, 0) };
    const known = byCell.get(cell_id);
    if (known) known.push(parts);
    else byCell.set(cell_id, [parts]);
  }
  return byCell;
}
