import { describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../src/coordinator/exchange/terms.js';
import { executeStudy } from '../../src/coordinator/execute.js';
import type { ExecutedRepetition } from '../../src/coordinator/executed-repetition.js';
import { recordOf } from '../../src/coordinator/record.js';
import type { Study } from '../../src/coordinator/study.js';
import { isMeasurable } from '../../src/results/column-kinds.js';
import { COLUMNS, validateRecord } from '../../src/results/record.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';
import { buildStudy } from '../support/study.js';

async function execute(changes: Partial<Study> = {}): Promise<readonly ExecutedRepetition[]> {
  const executed: ExecutedRepetition[] = [];
  const study = buildStudy({
    strategies: [{ type: 'built_in', name: 'crdt' }],
    threads: [{ type: 'inline' }],
    ...changes,
  });
  const listener = { repetitionEnds: (one: ExecutedRepetition) => executed.push(one) };
  await executeStudy(study, listener, new AbortController().signal);
  return executed;
}

async function recordsOf(changes: Partial<Study> = {}) {
  return (await execute(changes)).map((executed) => recordOf(executed, []));
}

describe('the record of a repetition that went well', () => {
  it('is valid, and leaves empty what a plain mesh in a closed loop has nothing to say of', async () => {
    const [record] = await recordsOf({
      workloads: ['mixed'],
      threads: [{ type: 'count', count: 2 }],
    });
    expect(record && validateRecord(record)).toBe(record);
    const missing = COLUMNS.filter(
      (column) => record && isMeasurable(column, record) && record[column] === null,
    );
    expect(missing.filter((column) => !/^(visibility|response)_/.test(column))).toEqual([
      ...['rounds_bound', 'rate_per_second', 'writes_unissued', 'conflict_share_asked'],
      ...['faults_planned', 'faults_fired', 'faults_observed', 'heal_ns'],
    ]);
  });

  it('measures every column where agents race over gossip, at a rate, under faults', async () => {
    const records = await recordsOf({
      workloads: ['mixed'],
      threads: [{ type: 'count', count: 2 }],
      topologies: ['gossip'],
      exchanges: ['racing'],
      agents: [8],
      faults: ['none', 'drop=50%'],
      mixed: { ...DEFAULT_MIXED, conflict_share: 0.5 },
      terms: {
        ...PLAIN_TERMS,
        fan_out: 1,
        load: { type: 'open', writes_per_second: 1_000, arrivals: 'poisson' },
      },
    });
    for (const record of records) expect(validateRecord(record)).toBe(record);
    const missing = COLUMNS.filter((column) =>
      records.slice(-1).some((record) => isMeasurable(column, record) && record[column] === null),
    );
    // Whether anything is left to heal, and whether one write was seen by all in time, is up to the race.
    expect(missing.filter((column) => !/^(heal_ns|visibility_all_)/.test(column))).toEqual([]);
  });

  it('has no times where time was simulated, and is the same again', async () => {
    const changes = {
      workloads: ['mixed'],
      threads: [{ type: 'simulated' }],
      exchanges: ['racing'],
      agents: [5],
    } as const;
    const [[first], [again]] = [await recordsOf(changes), await recordsOf(changes)];
    expect(COLUMNS.filter((column) => column.endsWith('_ns') && first?.[column] !== null)).toEqual(
      [],
    );
    expect({ ...again, started_at: first?.started_at }).toEqual(first);
  });

  it('has latencies that agree with its counts', async () => {
    const [record] = await recordsOf({ agents: [3] });
    expect(record).toMatchObject({
      status: 'ok',
      note: null,
      agents: 3,
      apply_count_ns: record?.writes_issued,
      export_count_ns: 3,
      import_count_ns: 3,
      read_count_ns: 3,
      messages: 6,
    });
    expect(record?.converge_ns).toBeGreaterThanOrEqual(
      Number(record?.write_phase_ns) + Number(record?.exchange_ns),
    );
    expect(record?.bytes_per_write).toBeCloseTo(
      Number(record?.bytes_exchanged) / Number(record?.writes_issued),
    );
  });

  it('has no redundancy where nothing was written, however long empty states are', async () => {
    const [executed] = await execute({ agents: [3] });
    if (executed?.outcome.status !== 'ok') throw new Error('it did not go well');
    const { result } = executed.outcome;
    const judgement = { ...result.judgement, writes_issued: 0 };
    const silent = {
      ...executed,
      outcome: { status: 'ok', result: { ...result, judgement } },
    } as const;
    expect(recordOf(executed, []).redundancy).toBeGreaterThan(0);
    expect(recordOf(silent, []).redundancy).toBeNull();
  });

  it('ends every contribution in one fate', async () => {
    const [record] = await recordsOf({ workloads: ['mixed'], agents: [4], rounds: 2 });
    const fates = Object.values(record?.fates ?? {});
    expect(fates.reduce((sum, count) => sum + count, 0)).toBe(record?.contributions_issued);
  });

  it('carries its place in the grid and the warnings', async () => {
    const [executed] = await execute({ agents: [3], seed: 9 });
    const record = executed && recordOf(executed, ['careful']);
    expect(record).toMatchObject({
      cell_id: 'clean_merge/crdt/mesh/batch/a3/tinline',
      seed: 9,
      repetition: 0,
      warnings: ['careful'],
      rounds: 1,
    });
    expect(record?.reproduce).toContain('--agents 3 --threads inline');
  });
});

describe('the record of a repetition without a result', () => {
  it('knows what was asked and nothing else: null, never 0', async () => {
    const [executed] = await execute();
    const outcome = { status: 'oom', reason: 'import: heap limit reached' } as const;
    const record = executed && recordOf({ ...executed, outcome }, []);
    expect(record && validateRecord(record)).toBe(record);
    expect(record).toMatchObject({ status: 'oom', verdict: 'UNKNOWN', note: outcome.reason });
    const known = COLUMNS.filter((column) => record?.[column] !== null);
    expect(known).toEqual([
      ...['schema_version', 'study', 'cell_id', 'repetition', 'seed', 'strategy'],
      ...['strategy_version', 'workload', 'topology', 'exchange', 'faults', 'agents', 'threads'],
      ...['rounds', 'status', 'verdict', 'blob_scope', 'fan_out', 'envelope', 'node_version'],
    ]);
  });

  it('is that of a cell refused before it is laid', async () => {
    const [record] = await recordsOf({ workloads: ['mixed'], agents: [900_000] });
    expect(record).toMatchObject({
      status: 'refused',
      agents: 900_000,
      rounds: 1,
      writes_per_agent: null,
      note: expect.stringContaining('not enough memory: crdt with 900000 agents') as string,
    });
  });

  it('is not refused where the check is skipped', async () => {
    const machineFull = { threads: [{ type: 'per_agent' }], agents: [2] } as const;
    const [record] = await recordsOf({ ...machineFull, memory_check: 'skip' });
    expect(record?.status).toBe('ok');
    expect(record?.reproduce).toMatch(/--force$/);
  });
});
