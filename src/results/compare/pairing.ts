// Which cell of one study is to be compared with which of another: the one with the same factors. The
// version of a strategy is none of them: it is what is compared.

import type { CellAnalysis } from '../analysis/analysis.js';
import { NO_FAULTS, threadsAsked } from '../analysis/cell-id.js';

export interface CellPair {
  readonly base: CellAnalysis;
  readonly next: CellAnalysis;
}

export interface Pairing {
  readonly pairs: readonly CellPair[];
  /** By label. */
  readonly only_in_base: readonly string[];
  readonly only_in_new: readonly string[];
}

/** In the order of BASE. */
export function pairCells(base: readonly CellAnalysis[], next: readonly CellAnalysis[]): Pairing {
  const partners = new Map(next.map((cell) => [factorKeyOf(cell), cell]));
  const pairs = base.flatMap((cell) => {
    const partner = partners.get(factorKeyOf(cell));
    return partner === undefined ? [] : [{ base: cell, next: partner }];
  });
  const paired = new Set(pairs.flatMap((pair) => [pair.base, pair.next]));
  const unpaired = (cells: readonly CellAnalysis[]): readonly string[] =>
    cells.filter((cell) => !paired.has(cell)).map(labelOf);
  return { pairs, only_in_base: unpaired(base), only_in_new: unpaired(next) };
}

/** A cell as people name it: like its id, but with the strategy's own name. */
export function labelOf({ factors, shown }: CellAnalysis): string {
  const { workload, strategy, topology, exchange, agents, faults } = factors;
  const size = [`a${agents}`, `t${threadsAsked(shown)}`];
  const mix = faults === NO_FAULTS ? [] : [faults];
  return [workload, strategy, topology, exchange, ...size, ...mix].join('/');
}

/** Threads as asked for: what `auto` came to may differ, and is a result. */
function factorKeyOf({ factors, shown }: CellAnalysis): string {
  const { workload, strategy, topology, exchange, faults, agents } = factors;
  const { rounds, writes_per_agent } = factors;
  return JSON.stringify([
    ...[workload, strategy, topology, exchange, faults],
    ...[agents, threadsAsked(shown), rounds, writes_per_agent],
  ]);
}
