import { describe, expect, it } from 'vitest';
import type { RepetitionRecord } from '../../../../src/results/record.js';
import { recordOf, repetitionsOf } from '../build-cells.js';
import { warned } from './planted.js';

const CELL = 'clean_merge/crdt/mesh/batch/a2/tauto';

describe('few repetitions', () => {
  it('are warned of below ten, in the cells that have fewer', () => {
    const records = [...repetitionsOf(10), ...repetitionsOf(9, () => ({ agents: 4 }))];
    const [warning] = warned('few_repetitions', records);
    expect(warning?.cells).toEqual(['clean_merge/crdt/mesh/batch/a4/tauto']);
    expect(warning?.what).toBe('1 cell of 2 with fewer than 10 repetitions, the least 9');
    expect(warning?.remedy).toContain('--runs 10');
  });

  it('are none from ten on', () => {
    expect(warned('few_repetitions', repetitionsOf(10))).toEqual([]);
  });
});

describe('an unfinished study', () => {
  const study = {
    strategies: [{ type: 'built_in', name: 'crdt' }],
    ...{ workloads: ['clean_merge'], topologies: ['mesh'], exchanges: ['batch'] },
    faults: ['none'],
    ...{ agents: [2, 4], threads: [{ type: 'auto' }], runs: 3, log_file: null },
  };
  const finished = [...repetitionsOf(3), ...repetitionsOf(3, () => ({ agents: 4 }))];

  it('has fewer repetitions than were planned', () => {
    const [warning] = warned('unfinished_study', finished.slice(1), { study });
    expect(warning).toMatchObject({
      what: '5 repetitions of 6 planned are recorded',
      cells: [CELL],
    });
    expect(warned('unfinished_study', [], { study })).toHaveLength(1);
  });

  it('was to have every mix of faults', () => {
    const faulted = { ...study, faults: ['none', 'drop=10%'] };
    const [warning] = warned('unfinished_study', finished, { study: faulted });
    expect(warning?.what).toBe('6 repetitions of 12 planned are recorded');
  });

  it('is none where all are recorded', () => {
    expect(warned('unfinished_study', finished, { study })).toEqual([]);
  });

  it('is not known without a plan', () => {
    expect(
      warned('unfinished_study', finished.slice(1), { study: { ...study, agents: 'many' } }),
    ).toEqual([]);
    expect(
      warned('unfinished_study', finished.slice(1), { study: { ...study, runs: null } }),
    ).toEqual([]);
  });

  it('has one size where the input names the agents', () => {
    const logged = { ...study, workloads: ['log'], log_file: 'writes.jsonl' };
    const records = repetitionsOf(3).map((record) => ({
      ...record,
      ...{ workload: 'log', cell_id: 'log/crdt/mesh/batch/tauto' },
    }));
    expect(warned('unfinished_study', records, { study: logged })).toEqual([]);
    expect(warned('unfinished_study', records.slice(1), { study: logged })).toHaveLength(1);
    expect(warned('unfinished_study', [], { study: logged })[0]?.what).toContain('of 3 planned');
  });
});

describe('repetitions that did not finish', () => {
  const ended = (status: RepetitionRecord['status']) => [
    recordOf({ status, verdict: 'UNKNOWN' }),
    recordOf({ agents: 4 }),
  ];

  it.each([
    ['crashed', 'crashed', 'reproduce'],
    ['timeout', 'ran out of time', '--deadline'],
    ['oom', 'ran out of memory', '--thread-heap'],
    ['refused', 'refused', '--force'],
    ['interrupted', 'interrupted', '--resume'],
  ] as const)('are warned of: %s', (status, text, remedy) => {
    const [warning] = warned(`repetitions_${status}`, ended(status));
    expect(warning).toMatchObject({ what: `1 repetition of 2 ${text}`, cells: [CELL] });
    expect(warning?.remedy).toContain(remedy);
  });

  it.each(['ok', 'crashed', 'timeout', 'oom', 'refused', 'interrupted'])(
    'are none: %s',
    (status) => {
      expect(warned(`repetitions_${status}`, ended('ok'))).toEqual([]);
    },
  );
});
