import { beforeAll, describe, expect, it } from 'vitest';
import type { Ended } from './support/mergestorm.js';
import { mergestorm, QUICK, recordsOf } from './support/mergestorm.js';

/** The public table at two agents. */
const SIX_ROWS = [
  ['clean_merge', 'lww', 'FAIL', 'corrupted', true, 3, false, 0, 0],
  ['clean_merge', 'transactional', 'PASS', 'auto_merged', true, 0, true, 0, 0],
  ['clean_merge', 'crdt', 'PASS', 'auto_merged', true, 0, true, 0, 0],
  ['semantic_conflict', 'lww', 'FAIL', 'corrupted', true, 0, false, 0, 0],
  ['semantic_conflict', 'transactional', 'PASS', 'resolved', true, 0, true, 1, 1],
  ['semantic_conflict', 'crdt', 'PASS', 'escalated', true, 0, true, 1, 0],
];

const JUDGED = [
  'workload',
  'strategy',
  'verdict',
  'outcome',
  'converged',
  'writes_lost',
  'attribution_complete',
  'escalations',
  'model_calls',
];

const GOLDEN = `\
workload           strategy       verdict  outcome      converged  writes_lost  attrib   escals  model_calls  latency_ms  peak_mem_kb
-----------------  -------------  -------  -----------  ---------  -----------  -------  ------  -----------  ----------  -----------
clean_merge        lww            FAIL     corrupted    yes                  3  PARTIAL       0            0           #            #
clean_merge        transactional  PASS     auto_merged  yes                  0  full          0            0           #            #
clean_merge        crdt           PASS     auto_merged  yes                  0  full          0            0           #            #
semantic_conflict  lww            FAIL     corrupted    yes                  0  PARTIAL       0            0           #            #
semantic_conflict  transactional  PASS     resolved     yes                  0  full          1            1           #            #
semantic_conflict  crdt           PASS     escalated    yes                  0  full          1            0           #            #`;

const CONTROL = /[^\n\P{Cc}]/u;

let json: Ended;
let table: Ended;

beforeAll(async () => {
  [json, table] = await Promise.all([
    mergestorm([...QUICK, '--json'], { FORCE_COLOR: '1' }),
    mergestorm(QUICK, { COLUMNS: '20' }),
  ]);
});

describe('run --json', () => {
  it('prints the six rows of two agents, and ends with 0 because lww is expected to fail', () => {
    const rows = recordsOf(json).map((record) => JUDGED.map((column) => record[column]));
    expect(rows).toEqual(SIX_ROWS);
    expect(json.code).toBe(0);
  });

  it('prints one JSON document on stdout and the table for people on stderr', () => {
    expect(Object.keys(JSON.parse(json.stdout) as object)).toEqual([
      'schema_version',
      'manifest',
      'records',
    ]);
    expect(json.stderr).toMatch(/^workload +strategy/);
  });

  it('leaves stderr empty where it is quiet', async () => {
    const { stdout, stderr, code } = await mergestorm([...QUICK, '--json', '--quiet']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\{/);
  });
});

describe('run without a terminal', () => {
  it('prints the whole table in plain text, whatever the environment says of its width', () => {
    const rows = table.stdout.split('\n\n')[0] ?? '';
    expect(rows.replace(/ +\d+\.\d\d +\d+$/gm, '           #            #')).toBe(GOLDEN);
    expect(table.stdout + json.stderr).not.toMatch(CONTROL);
    expect({ code: table.code, stderr: table.stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('says under the table why each failing row failed and how to see it again', () => {
    const [, ...notes] = table.stdout.split('\n\n');
    expect(notes).toHaveLength(3);
    expect(notes[2]).toMatch(/^harness: recording a write costs \d+ ns on this machine/);
    expect(notes[0]).toMatch(
      /^FAIL clean_merge, lww \(expected to fail\)\n {2}survival: tags lost .*\n {2}reproduce: mergestorm run --strategy lww /,
    );
  });
});

describe('run --quiet', () => {
  it('prints nothing at all', async () => {
    expect(await mergestorm([...QUICK, '--quiet'])).toEqual({
      code: 0,
      signal: null,
      stdout: '',
      stderr: '',
    });
  });
});

describe('run --dry-run', () => {
  it('prints the complete study and its cells, and executes nothing', async () => {
    const words = ['run', '--dry-run', '--workload', 'mixed', '--agents', '1000000'];
    const { code, stdout, stderr } = await mergestorm(words);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const { study, cells } = JSON.parse(stdout) as Record<string, object>;
    expect(study).toMatchObject({
      model: { type: 'stub', latency_ms: 150 },
      seed: 1,
      runs: 1,
      writes_per_agent: 10,
      topologies: ['mesh'],
      exchanges: ['batch'],
      threads: [{ type: 'auto' }],
    });
    expect(cells).toEqual(
      ['lww', 'transactional', 'crdt'].map((strategy) => {
        const point = { topology: 'mesh', exchange: 'batch', threads: 'auto', faults: 'none' };
        return { workload: 'mixed', strategy, agents: 1_000_000, ...point };
      }),
    );
  });

  it('creates no file', async () => {
    const { code } = await mergestorm(['run', '--dry-run', '--out', '/dev/null/nowhere']);
    expect(code).toBe(0);
  });
});

describe('the same seed', () => {
  const MIXED = ['--workload', 'mixed', '--agents', '6', '--rounds', '2', '--json', '--quiet'];
  const COUNTED = ['writes_issued', 'contributions_survived', 'writes_arbitrated', 'fates'];
  const counts = async (...words: readonly string[]) => {
    const records = recordsOf(await mergestorm([...QUICK, ...MIXED, ...words]));
    return records.map((record) =>
      Object.fromEntries([...JUDGED, ...COUNTED].map((column) => [column, record[column]])),
    );
  };

  it('is judged alike again, on 1 thread, 2 or none', async () => {
    const threads = ['1', '2', 'inline'].map((value) => counts('--threads', value));
    const [first, ...others] = await Promise.all([counts(), ...threads]);
    expect(first).toHaveLength(3);
    expect(others).toEqual([first, first, first]);
  });

  it('is judged alike blob by blob, but for the calls it takes to see conflicts grow', async () => {
    const [batch, pairwise] = await Promise.all([counts(), counts('--exchange', 'pairwise')]);
    const calls = pairwise.map(({ model_calls }) => model_calls);
    const elsewhere = batch.map((row, index) => ({ ...row, model_calls: calls[index] }));
    expect(pairwise).toEqual(elsewhere);
    expect(Number(calls[1])).toBeGreaterThanOrEqual(Number(batch[1]?.['model_calls']));
  });

  it('is what makes it so: another seed writes something else', async () => {
    const [one, two] = await Promise.all([counts('--seed', '1'), counts('--seed', '-2')]);
    expect(one).not.toEqual(two);
  });
});

describe('several repetitions', () => {
  it('are one row each, with seeds of their own and without the warm-up', async () => {
    const words = ['--strategy', 'crdt', '--workload', 'mixed', '--runs', '2', '--warmup', '1'];
    const ended = await mergestorm([...QUICK, ...words, '--json']);
    const records = recordsOf(ended);
    expect(records.map(({ repetition }) => repetition)).toEqual([0, 1]);
    expect(records[0]?.['seed']).toBe(1);
    expect(records[1]?.['seed']).not.toBe(1);
    expect(ended.stderr).toMatch(/^workload +strategy +repetition/);
  });
});

describe('run over a grid', () => {
  it('executes every combination of its factors, and tells the rows apart by them', async () => {
    const factors = ['--topology', 'mesh', '--exchange', 'batch,pairwise', '--threads', '1,2'];
    const one = ['--strategy', 'crdt', '--workload', 'mixed', '--agents', '4'];
    const ended = await mergestorm([...QUICK, ...one, ...factors, '--json']);
    expect(ended.code).toBe(0);
    expect(recordsOf(ended).map(({ cell_id }) => cell_id)).toEqual([
      'mixed/crdt/mesh/batch/a4/t1',
      'mixed/crdt/mesh/batch/a4/t2',
      'mixed/crdt/mesh/pairwise/a4/t1',
      'mixed/crdt/mesh/pairwise/a4/t2',
    ]);
    expect(ended.stderr).toMatch(/^workload +strategy +threads +exchange +verdict/);
  });
});
