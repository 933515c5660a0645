import { describe, expect, it } from 'vitest';
import type { CellAnalysis } from '../../../src/results/analysis/analysis.js';
import { labelOf, pairCells } from '../../../src/results/compare/pairing.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';

const { cells } = buildAnalysedStudy({
  workloads: ['clean_merge'],
  agents: [2, 4],
  repetitions: 1,
});

function firstWith(changes: Partial<CellAnalysis['factors']>): readonly CellAnalysis[] {
  return cells.slice(0, 1).map((cell) => ({ ...cell, factors: { ...cell.factors, ...changes } }));
}

describe('pairing cells', () => {
  it('pairs every cell of a study with itself, in any order', () => {
    const { pairs, only_in_base, only_in_new } = pairCells(cells, [...cells].reverse());
    expect(pairs.map(({ base, next }) => [base.cell_id, next.cell_id])).toEqual(
      cells.map(({ cell_id }) => [cell_id, cell_id]),
    );
    expect([only_in_base, only_in_new]).toEqual([[], []]);
  });

  it('pairs another version of a strategy and another number of threads that auto came to', () => {
    expect(
      pairCells(cells.slice(0, 1), firstWith({ strategy_version: '9', threads: 7 })).pairs,
    ).toHaveLength(1);
  });

  it('pairs a plug-in by its own name, wherever its file lies', () => {
    const moved = cells
      .slice(0, 1)
      .map((cell) => ({ ...cell, cell_id: 'clean_merge/file:///x.mjs/tauto' }));
    expect(pairCells(cells.slice(0, 1), moved).pairs).toHaveLength(1);
    expect(moved.map(labelOf)).toEqual(['clean_merge/lww/mesh/batch/a2/tauto']);
  });

  it('names a cell under faults by them, and pairs it with the one under the same', () => {
    const faulted = firstWith({ faults: 'drop=10%' });
    expect(faulted.map(labelOf)).toEqual(['clean_merge/lww/mesh/batch/a2/tauto/drop=10%']);
    expect(pairCells(faulted, firstWith({ faults: 'drop=10%' })).pairs).toHaveLength(1);
    expect(pairCells(faulted, firstWith({ faults: 'drop=20%' })).pairs).toHaveLength(0);
  });

  it.each([
    { workload: 'mixed' },
    { strategy: 'yjs' },
    { topology: 'ring' },
    { exchange: 'pairwise' },
    { faults: 'drop' },
    { agents: 8 },
    { rounds: 2 },
    { writes_per_agent: 4 },
  ])('does not pair cells that differ in %o, and lists both', (changes) => {
    const { pairs, ...unpaired } = pairCells(cells.slice(0, 1), firstWith(changes));
    const [before, after] = [cells.slice(0, 1), firstWith(changes)].map((one) => one.map(labelOf));
    expect(pairs).toEqual([]);
    expect(unpaired).toEqual({ only_in_base: before, only_in_new: after });
  });
});
