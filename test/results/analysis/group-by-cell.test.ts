import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupByCell } from '../../../src/results/analysis/group-by-cell.js';
import type { Grid } from '../../../src/results/analysis/study-facts.js';
import { buildRecord } from '../build-record.js';
import { recordOf } from './build-cells.js';

const NO_GRID: Grid = {
  ...{ workloads: [], agents: [], topologies: [], exchanges: [], faults: [] },
  ...{ threads: [], strategies: [] },
};

const GRID: Grid = {
  workloads: ['mixed', 'clean_merge'],
  agents: [8, 2],
  topologies: ['mesh'],
  exchanges: ['pairwise', 'batch'],
  faults: ['none', 'drop=10%', 'delay=5%'],
  threads: ['auto', '1'],
  strategies: ['lww', 'crdt'],
};

/** One repetition of every cell of {@link GRID}, in the order of the grid. */
const RECORDS = GRID.workloads.flatMap((workload) =>
  GRID.agents.flatMap((agents) =>
    GRID.exchanges.flatMap((exchange) =>
      GRID.threads.flatMap((threads) =>
        GRID.faults.flatMap((faults) =>
          GRID.strategies.map((strategy) =>
            recordOf({ workload, agents, exchange, faults, strategy }, threads),
          ),
        ),
      ),
    ),
  ),
);

describe('groupByCell', () => {
  it('puts cells in the order of the grid, whatever order they were executed in', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(RECORDS, { minLength: RECORDS.length }), (records) => {
        expect(groupByCell(records, GRID).flat()).toEqual(RECORDS);
      }),
    );
  });

  it('puts the repetitions of a cell in their order', () => {
    const shuffled = [2, 0, 1].map((repetition) => buildRecord({ repetition }));
    const [group] = groupByCell(shuffled, NO_GRID);
    expect(group?.map(({ repetition }) => repetition)).toEqual([0, 1, 2]);
  });

  it('sorts by workload, agents and strategy where no grid is known', () => {
    const cells = [
      { workload: 'b', agents: 2, strategy: 'x' },
      { workload: 'a', agents: 16, strategy: 'x' },
      { workload: 'a', agents: 2, strategy: 'y' },
      { workload: 'a', agents: 2, strategy: 'x' },
    ];
    const groups = groupByCell(
      cells.map((cell) => recordOf(cell, 'auto')),
      NO_GRID,
    );
    expect(groups.map(([{ cell_id }]) => cell_id)).toEqual([
      'a/x/mesh/batch/a2/tauto',
      'a/y/mesh/batch/a2/tauto',
      'a/x/mesh/batch/a16/tauto',
      'b/x/mesh/batch/a2/tauto',
    ]);
  });

  it('puts a cell that the grid does not have behind those that it has', () => {
    const [stranger, known] = [{ workload: 'a_stranger' }, { workload: 'mixed' }].map((factors) =>
      recordOf({ ...factors, agents: 2 }, 'auto'),
    );
    const groups = groupByCell(
      [stranger, known].filter((one) => one !== undefined),
      GRID,
    );
    expect(groups.map(([{ workload }]) => workload)).toEqual(['mixed', 'a_stranger']);
  });

  it('finds a plug-in, which is recorded by its name, by the URL that it was asked for with', () => {
    const url = 'file:///plugins/mine.js';
    const grid = { ...GRID, strategies: [url, 'crdt'] };
    const mine = {
      ...buildRecord({ strategy: 'zzz' }),
      cell_id: `clean_merge/${url}/mesh/batch/a2/tauto`,
    };
    const groups = groupByCell([recordOf({ strategy: 'crdt' }, 'auto'), mine], grid);
    expect(groups.map(([{ strategy }]) => strategy)).toEqual(['zzz', 'crdt']);
  });

  it('puts what has no faults before what has some, where no grid is known', () => {
    const faults = ['drop=10%', 'none', 'delay=5%'];
    const groups = groupByCell(
      faults.map((mix) => recordOf({ faults: mix })),
      NO_GRID,
    );
    expect(groups.map(([record]) => record.faults)).toEqual(['none', 'delay=5%', 'drop=10%']);
  });

  it('makes nothing of nothing', () => {
    expect(groupByCell([], GRID)).toEqual([]);
  });
});
