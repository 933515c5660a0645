import { describe, expect, it } from 'vitest';
import { exchangeTable } from '../../../src/results/tables/exchange-rows.js';
import type { Table } from '../../../src/results/table.js';
import { buildAnalysedStudy } from '../build-analysed-study.js';
import { buildExchangeStudy } from '../build-exchange-study.js';

function headings({ columns }: Table): readonly string[] {
  return columns.map(({ heading }) => heading);
}

function rowOf({ columns, rows }: Table, index: number): Readonly<Record<string, string>> {
  const texts = rows[index] ?? [];
  return Object.fromEntries(
    columns.map(({ heading }, column) => [heading, texts[column]?.text ?? '']),
  );
}

const ONE_CELL = {
  ...{ strategies: ['crdt'], topologies: ['ring'], faults: ['none'], agents: [16] },
};

describe('the table of the exchange', () => {
  it('has passes and their bound, messages, bytes and redundancy of a cell', () => {
    const table = exchangeTable(
      buildExchangeStudy({ ...ONE_CELL, repetitions: 1 }, () => ({
        ...{ exchange_rounds: 8, heal_rounds: 7, rounds_bound: 8, messages: 256 },
        ...{ bytes_exchanged: 2_048, redundancy: 1.25 },
      })),
    );
    expect(table.rows).toHaveLength(1);
    expect(rowOf(table, 0)).toEqual({
      ...{ workload: 'mixed', strategy: 'crdt', topology: 'ring', agents: '16', blobs: 'delta' },
      ...{ passes: '8', 'heal, of at most': '7 of 8', messages: '256' },
      ...{ KiB: '2.00', redundancy: '1.25' },
    });
  });

  it('has a row for every cell, the mesh that others are compared with among them', () => {
    const study = buildExchangeStudy({ agents: [4], repetitions: 1 });
    const table = exchangeTable(study);
    expect(table.rows).toHaveLength(study.cells.length);
    expect(headings(table)).toContain('faults');
    const topologies = table.rows.map((row) => row[2]?.text);
    expect(new Set(topologies)).toEqual(new Set(['mesh', 'ring', 'gossip']));
  });

  it('says how soon others saw a write, where that was measured', () => {
    const racing = { ...ONE_CELL, exchanges: ['racing'] };
    expect(headings(exchangeTable(buildExchangeStudy(racing)))).toContain(
      'visible at all p99 (ms)',
    );
  });

  it('is empty where everyone reaches everyone at once', () => {
    expect(exchangeTable(buildAnalysedStudy()).rows).toEqual([]);
    expect(
      exchangeTable(buildExchangeStudy({ topologies: ['mesh'], faults: ['none'] })).rows,
    ).toEqual([]);
  });

  it.each([
    ['a race', { topologies: ['mesh'], exchanges: ['racing'], faults: ['none'] }, {}],
    ['a fault', { topologies: ['mesh'], faults: ['none', 'drop=5%'] }, {}],
    ['an open load', { topologies: ['mesh'], faults: ['none'] }, { rate_per_second: 50 }],
  ])('is not over a mesh with %s', (_, shape, change) => {
    const study = buildExchangeStudy({ ...shape, agents: [4], repetitions: 1 }, () => change);
    expect(exchangeTable(study).rows.length).toBeGreaterThan(0);
  });
});
