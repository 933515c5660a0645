// What turns a study into the input of another tool, and which cells it may show there.

import type { AnalysedStudy, CellAnalysis } from '../analysis/analysis.js';
import { allCells } from '../analysis/parts.js';
import { NO_FAULTS, threadsAsked } from '../analysis/cell-id.js';

export interface Exporter {
  /** What `--format` calls it. */
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** The whole file, with a line break at the end. Pure: the same study gives the same text. */
  readonly toText: (study: AnalysedStudy) => string;
}

/** Cells whose costs mean something: fast but wrong would look like an improvement in any other tool. */
export function exportedCells(study: AnalysedStudy): readonly CellAnalysis[] {
  return allCells(study).filter(({ standing }) => standing === 'valid' || standing === 'baseline');
}

/**
 * Each factor that tells a cell from others, in order, as `name=value`. Unlike its id it has the strategy's
 * own name, so that it is the same wherever a plug-in lies.
 */
export function factorsOf({
  factors,
  shown,
}: CellAnalysis): readonly (readonly [string, string])[] {
  const { strategy, topology, exchange, faults, agents, rounds, writes_per_agent } = factors;
  return [
    ['strategy', strategy],
    ['topology', topology],
    ['exchange', exchange],
    ...(faults === NO_FAULTS ? [] : [['faults', faults] as const]),
    ['agents', String(agents)],
    ['rounds', String(rounds)],
    ...(writes_per_agent === null ? [] : [['writes', String(writes_per_agent)] as const]),
    ['threads', threadsAsked(shown)],
  ];
}

/** `mixed/strategy=crdt/topology=mesh/…`. */
export function nameOf(cell: CellAnalysis): string {
  const factors = factorsOf(cell).map(([name, value]) => `${name}=${value}`);
  return [cell.factors.workload, ...factors].join('/');
}
