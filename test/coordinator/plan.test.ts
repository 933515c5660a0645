import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visitIdOf, visitsOf } from '../../src/coordinator/plan.js';
import type { Cell, Study } from '../../src/coordinator/study.js';
import { blocksOf, cellIdOf, cellsOf } from '../../src/coordinator/study.js';
import { buildStudy } from '../support/study.js';

const STRATEGIES = ['lww', 'transactional', 'crdt'].map(
  (name) => ({ type: 'built_in', name }) as const,
);

/** Enough points for an order that stays the same by chance to be out of the question. */
const BROAD = buildStudy({
  workloads: ['clean_merge', 'semantic_conflict', 'mixed'],
  exchanges: ['batch', 'pairwise'],
  agents: [2, 4, 8],
  threads: [{ type: 'auto' }, { type: 'count', count: 1 }],
  runs: 4,
});

const studies = fc
  .record({
    seed: fc.integer(),
    runs: fc.integer({ min: 1, max: 5 }),
    agents: fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 }),
    strategies: fc.subarray(STRATEGIES, { minLength: 1 }),
    workloads: fc.subarray(['clean_merge', 'semantic_conflict', 'mixed', 'log'], { minLength: 1 }),
  })
  .map((changes) => buildStudy(changes));

const idsOf = (study: Study): readonly string[] => [...visitsOf(study)].map(visitIdOf);

/** The cells of each repetition, by id, in the order in which they are visited. */
function ordersOf(study: Study): readonly (readonly string[])[] {
  const visits = [...visitsOf(study)];
  return Array.from({ length: study.runs }, (_, repetition) =>
    visits.filter((visit) => visit.repetition === repetition).map(({ cell }) => cellIdOf(cell)),
  );
}

/** A cell's place in the grid, whatever its strategy. */
const pointOf = (cell_id: string): string =>
  cell_id
    .split('/')
    .filter((_, index) => index !== 1)
    .join('/');

describe('the visits of a study', () => {
  it('are every repetition of every cell, each once', () => {
    fc.assert(
      fc.property(studies, (study) => {
        const expected = cellsOf(study).flatMap((cell) =>
          Array.from({ length: study.runs }, (_, repetition) => visitIdOf({ cell, repetition })),
        );
        expect([...idsOf(study)].sort()).toEqual(expected.sort());
        expect(new Set(expected).size).toBe(expected.length);
      }),
    );
  });

  it('are balanced wherever they stop: no cell is visited twice more than another', () => {
    fc.assert(
      fc.property(studies, (study) => {
        const counts = new Map(cellsOf(study).map((cell) => [cellIdOf(cell), 0]));
        for (const { cell, repetition } of visitsOf(study)) {
          expect(counts.get(cellIdOf(cell))).toBe(repetition);
          counts.set(cellIdOf(cell), repetition + 1);
          expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThan(2);
        }
      }),
    );
  });

  it('keep the strategies of one point next to each other', () => {
    fc.assert(
      fc.property(studies, (study) => {
        const blocks = blocksOf(study).map((block) => [...block].map(cellIdOf).sort().join());
        const visits = [...visitsOf(study)];
        const width = study.strategies.length;
        for (let first = 0; first < visits.length; first += width) {
          const neighbours = visits.slice(first, first + width).map(({ cell }) => cellIdOf(cell));
          expect(blocks).toContain([...neighbours].sort().join());
        }
      }),
    );
  });

  it('come in the same order for the same seed, and in another for another', () => {
    expect(idsOf(BROAD)).toEqual(idsOf({ ...BROAD }));
    expect(idsOf({ ...BROAD, seed: 2 })).not.toEqual(idsOf(BROAD));
    expect([...idsOf({ ...BROAD, seed: 2 })].sort()).toEqual([...idsOf(BROAD)].sort());
  });

  it('come in another order in every repetition', () => {
    expect(new Set(ordersOf(BROAD).map((order) => order.join())).size).toBe(BROAD.runs);
  });

  it('come to the points of the grid in another order in every repetition, too', () => {
    const points = ordersOf(BROAD).map((order) => [...new Set(order.map(pointOf))].join());
    const asShown = [...new Set(cellsOf(BROAD).map((cell) => pointOf(cellIdOf(cell))))].join();
    expect(new Set([...points, asShown]).size).toBe(BROAD.runs + 1);
  });

  it('let no strategy go first everywhere', () => {
    const firsts = [...visitsOf(BROAD)].filter((_, index) => index % STRATEGIES.length === 0);
    const names = new Set(firsts.map(({ cell }) => cellIdOf(cell).split('/')[1]));
    expect(names.size).toBe(STRATEGIES.length);
  });

  it('are found one after another, so that the first of a huge study cost nothing', () => {
    const [first] = visitsOf({ ...BROAD, runs: 1_000_000_000 });
    expect(first?.repetition).toBe(0);
  });
});

describe('the grid', () => {
  it('is every combination of its factors, under a name of its own', () => {
    const ids = cellsOf(BROAD).map(cellIdOf);
    expect(ids).toHaveLength(3 * 3 * 2 * 3 * 2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('mixed/crdt/mesh/pairwise/a8/tauto');
    expect(ids).toContain('clean_merge/lww/mesh/batch/a2/t1');
  });

  it('has one size of a workload whose input decides it', () => {
    const cells = cellsOf({ ...BROAD, workloads: ['log'], threads: [{ type: 'per_agent' }] });
    const sizes = cells.map(({ agents }: Cell) => agents);
    expect(sizes).toEqual(cells.map(() => null));
    expect(new Set(cells.map(cellIdOf)).size).toBe(3 * 2);
    expect(cells.map(cellIdOf)).toContain('log/crdt/mesh/batch/tagents');
  });
});
