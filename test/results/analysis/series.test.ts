import { describe, expect, it } from 'vitest';
import { seriesOf } from '../../../src/results/analysis/series.js';
import { cellsOf, recordOf } from './build-cells.js';

describe('seriesOf', () => {
  it('puts cells that differ in nothing but the number of agents on one curve, smallest first', () => {
    const records = [16, 2, 64].map((agents) => recordOf({ agents }));
    const [series, ...others] = seriesOf(cellsOf(records).toReversed());
    expect(others).toEqual([]);
    expect(series?.cells.map(({ factors }) => factors.agents)).toEqual([2, 16, 64]);
    expect(series).toMatchObject({
      ...{ workload: 'clean_merge', strategy: 'crdt', topology: 'mesh' },
      ...{ exchange: 'batch', faults: 'none', threads: 'auto', label: 'crdt' },
    });
  });

  it('tells apart what was asked for, not what it came to: auto is more threads on more cores', () => {
    const records = [2, 8].map((agents) => recordOf({ agents, threads: agents }, 'auto'));
    expect(seriesOf(cellsOf(records))).toHaveLength(1);
  });

  it('says in the label what the series differ in, and nothing else', () => {
    const records = ['batch', 'pairwise'].flatMap((exchange) =>
      ['auto', '1'].map((threads) => recordOf({ exchange }, threads)),
    );
    expect(seriesOf(cellsOf(records)).map(({ label }) => label)).toEqual([
      'crdt, batch, threads 1',
      'crdt, batch, threads auto',
      'crdt, pairwise, threads 1',
      'crdt, pairwise, threads auto',
    ]);
  });

  it('calls a line the same under all faults, and gives each mix of them a panel of its own', () => {
    const records = ['none', 'drop=10%'].flatMap((faults) =>
      ['ring', 'gossip'].map((topology) => recordOf({ topology, faults })),
    );
    const names = seriesOf(cellsOf(records)).map(({ label, panel, line }) => [panel, line, label]);
    const [clean, faulted] = ['clean_merge, no faults', 'clean_merge, faults drop=10%'];
    expect(names).toEqual([
      [clean, 'crdt, gossip', 'crdt, gossip, no faults'],
      [faulted, 'crdt, gossip', 'crdt, gossip, faults drop=10%'],
      [clean, 'crdt, ring', 'crdt, ring, no faults'],
      [faulted, 'crdt, ring', 'crdt, ring, faults drop=10%'],
    ]);
  });

  it('says nothing of faults where all cells have the same', () => {
    const [series] = seriesOf(cellsOf([recordOf({ faults: 'drop=10%' })]));
    expect(series).toMatchObject({ panel: 'clean_merge', line: 'crdt', label: 'crdt' });
  });

  it('calls a strategy alike in all workloads', () => {
    const records = ['mixed', 'clean_merge'].flatMap((workload) =>
      ['crdt', 'lww'].map((strategy) => recordOf({ workload, strategy })),
    );
    const labels = seriesOf(cellsOf(records)).map(({ workload, label }) => [workload, label]);
    expect(labels).toEqual([
      ['clean_merge', 'crdt'],
      ['clean_merge', 'lww'],
      ['mixed', 'crdt'],
      ['mixed', 'lww'],
    ]);
  });

  it('keeps two plug-ins apart that go by one name', () => {
    const plugins = ['file:///a.js', 'file:///b.js'].flatMap((url) =>
      [2, 4].map((agents) => ({
        ...recordOf({ strategy: 'mine', agents }),
        cell_id: `clean_merge/${url}/mesh/batch/a${agents}/tauto`,
      })),
    );
    const elsewhere = plugins.map((record) => ({
      ...record,
      workload: 'mixed',
      cell_id: record.cell_id.replace('clean_merge', 'mixed'),
    }));
    const series = seriesOf(cellsOf([...plugins, ...elsewhere]));
    expect(series.map(({ label }) => label)).toEqual(['mine', 'mine (2)', 'mine', 'mine (2)']);
    expect(series.map(({ cells }) => cells.length)).toEqual([2, 2, 2, 2]);
  });
});
