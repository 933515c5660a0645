// The comparison table of a study: one row per cell. The table is that of `run`, made from one record per
// cell that stands for all its repetitions: worst verdict, worst counts, median costs.

import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import { comparisonOf, type Comparison } from '../comparison.js';
import type { RepetitionRecord } from '../record.js';
import type { Table } from '../table.js';
import { numberView } from '../views.js';

/** A number of agents; or the smallest or largest of each workload, which need not have the same. */
export type Size = number | 'smallest' | 'largest';

/** The cells of that size as a table, in the order of the study. */
export function studyComparison(study: AnalysedStudy, agents: Size): Table {
  return studyComparisonOf(study, [agents]).table;
}

/** The cells of these sizes, with notes on those that did not pass. Exchange has a table of medians of its own. */
export function studyComparisonOf(study: AnalysedStudy, sizes: readonly Size[]): Comparison {
  const sizesOfStudy = new Set(study.cells.map(({ factors }) => factors.agents));
  const context = sizesOfStudy.size > 1 ? [numberView('agents')] : [];
  return { ...comparisonOf(cellsOfSizes(study, sizes).map(recordOf), context), exchange: null };
}

/** In the order of the study, each once. */
function cellsOfSizes({ cells }: AnalysedStudy, sizes: readonly Size[]): readonly CellAnalysis[] {
  const extremes = new Map<string, { smallest: number; largest: number }>();
  for (const { workload, agents } of cells.map(({ factors }) => factors)) {
    const known = extremes.get(workload) ?? { smallest: agents, largest: agents };
    const { smallest, largest } = known;
    extremes.set(workload, {
      smallest: Math.min(smallest, agents),
      largest: Math.max(largest, agents),
    });
  }
  return cells.filter(({ factors: { workload, agents } }) =>
    sizes.some((size) =>
      typeof size === 'number' ? agents === size : agents === extremes.get(workload)?.[size],
    ),
  );
}

/** One record for all repetitions of the cell; where they disagree it is the worst, of costs the median. */
export function recordOf({ shown, metrics, ...cell }: CellAnalysis): RepetitionRecord {
  return {
    ...shown,
    repetition: 0,
    verdict: cell.verdict,
    expectation: cell.expectation,
    outcome: cell.outcome,
    converged: cell.converged,
    attribution_complete: cell.attribution_complete,
    writes_lost: metrics.writes_lost?.point ?? null,
    escalations: metrics.escalations?.point ?? null,
    model_calls: metrics.model_calls?.point ?? null,
    converge_ns: metrics.converge_ns?.point ?? null,
    // The table shows their sum, and only of the sum is there a median.
    peak_heap_bytes: metrics.peak_memory_bytes?.point ?? null,
    peak_external_bytes: metrics.peak_memory_bytes === null ? null : 0,
    writes_unissued: metrics.writes_unissued?.point ?? null,
    conflict_share: metrics.conflict_share?.point ?? null,
    // Those of all repetitions stand with the study's warnings, once.
    warnings: [],
  };
}
