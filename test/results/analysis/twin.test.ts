import { describe, expect, it } from 'vitest';
import { faultedCells } from '../../../src/results/analysis/twin.js';
import { cellsOf, recordOf } from './build-cells.js';

const MIX = { faults: 'drop=10%' };

function twins(...records: readonly Parameters<typeof recordOf>[0][]) {
  return faultedCells(cellsOf(records.map((record) => recordOf(record)))).map(({ cell, twin }) => [
    cell.cell_id,
    twin?.cell_id ?? null,
  ]);
}

describe('the twin of a cell under faults', () => {
  it('is the same cell under none', () => {
    expect(twins({}, MIX, { agents: 8 }, { ...MIX, agents: 8 })).toEqual([
      ['clean_merge/crdt/mesh/batch/a2/tauto/drop=10%', 'clean_merge/crdt/mesh/batch/a2/tauto'],
      ['clean_merge/crdt/mesh/batch/a8/tauto/drop=10%', 'clean_merge/crdt/mesh/batch/a8/tauto'],
    ]);
  });

  it.each([
    ['size', { agents: 8 }],
    ['strategy', { strategy: 'lww' }],
    ['topology', { topology: 'ring' }],
    ['workload', { workload: 'mixed' }],
  ])('is none of another %s', (_, factors) => {
    expect(twins(factors, MIX)).toEqual([['clean_merge/crdt/mesh/batch/a2/tauto/drop=10%', null]]);
  });

  it('is nothing that cells without faults have', () => {
    expect(twins({}, { agents: 8 })).toEqual([]);
  });
});
