// Cells under faults, each beside its twin without them: verdicts, what differs, and what became of the faults.

import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import { faultedCells, type FaultedCell } from '../analysis/twin.js';
import { differencesFromTwin } from '../analysis/twin-difference.js';
import type { RepetitionRecord } from '../record.js';
import { plain, VERDICT_TONES, type Cell, type Table } from '../table.js';

/** What its numbers are, as the end of a sentence. */
export const FAULTS_NOTE =
  'worst verdicts; counts of faults are totals over the repetitions; costs are ratios of medians whose 95 % intervals are apart.';

/** A row for each cell under faults; none where there are none. Counts are totals over its repetitions. */
export function faultTable({ cells, records }: AnalysedStudy): Table {
  return {
    columns: [
      { heading: 'workload', align: 'left' },
      { heading: 'strategy', align: 'left' },
      { heading: 'topology', align: 'left' },
      { heading: 'agents', align: 'right' },
      { heading: 'faults', align: 'left' },
      { heading: 'planned/fired/observed', align: 'right' },
      { heading: 'verdict', align: 'left' },
      { heading: 'without faults', align: 'left' },
      { heading: 'what differs', align: 'left' },
    ],
    rows: faultedCells(cells).map((faulted) => rowOf(faulted, records)),
  };
}

function rowOf(faulted: FaultedCell, records: readonly RepetitionRecord[]): readonly Cell[] {
  const { cell, twin } = faulted;
  const { workload, strategy, topology, exchange, agents, faults } = cell.factors;
  const way = exchange === 'racing' ? `${topology}, racing` : topology;
  const own = records.filter(({ cell_id }) => cell_id === cell.cell_id);
  return [
    ...[workload, strategy, way, String(agents), faults].map(plain),
    plain(countsText(own)),
    verdictCell(cell),
    twin === null ? plain('no such cell') : verdictCell(twin),
    plain(differenceText(faulted)),
  ];
}

function verdictCell({ verdict, standing }: CellAnalysis): Cell {
  const text = standing === 'baseline' ? `${verdict} (expected)` : verdict;
  return { text, tone: VERDICT_TONES[verdict] };
}

function differenceText(faulted: FaultedCell): string {
  if (faulted.twin === null) return '-';
  const differences = differencesFromTwin(faulted);
  return differences.length === 0 ? 'nothing' : differences.join('; ');
}

function countsText(records: readonly RepetitionRecord[]): string {
  return [
    totalText(records.map(({ faults_planned }) => faults_planned)),
    totalText(records.map(({ faults_fired }) => faults_fired)),
    totalText(records.map(({ faults_observed }) => faults_observed)),
  ].join('/');
}

/** A dash where no repetition says. */
function totalText(counts: readonly (number | null)[]): string {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? '-' : String(known.reduce((sum, count) => sum + count, 0));
}
