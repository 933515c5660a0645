import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { studyFromFlags } from '../../src/cli/study-options.js';
import { reproduceCommand } from '../../src/coordinator/reproduce.js';
import type { ExchangeTerms } from '../../src/coordinator/exchange/terms.js';
import type { Cell, Study } from '../../src/coordinator/study.js';
import { cellsOf } from '../../src/coordinator/study.js';
import { shellQuote } from '../../src/model/shell.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';
import { shellWords } from '../cli/support/shell-words.js';
import { buildStudy } from '../support/study.js';

const CRDT = { type: 'built_in', name: 'crdt' } as const;
const TIMEOUT_MS = 600_000;
const TWO_THREADS = { type: 'count', count: 2 } as const;
const CELL: Cell = {
  strategy: CRDT,
  workload: 'mixed',
  topology: 'mesh',
  exchange: 'batch',
  agents: 4,
  threads: TWO_THREADS,
  faults: 'none',
};

const OTHER_TERMS: ExchangeTerms = {
  blob_scope: 'full',
  fan_out: 3,
  envelope: 'off',
  max_heal_passes: 0,
  staleness_passes: 2,
  load: { type: 'open', writes_per_second: 12.5, arrivals: 'poisson' },
};

function commandOf(changes: Partial<Study> = {}, cell: Partial<Cell> = {}): string {
  const study = buildStudy({ timeout_ms: TIMEOUT_MS, ...changes });
  const strategy = { name: 'crdt' };
  return reproduceCommand({ study, cell: { ...CELL, ...cell }, seed: -7, threads: 2, strategy });
}

describe('the reproduce command', () => {
  it('names what can change the result, and leaves out what is as usual', () => {
    expect(commandOf()).toBe(
      'mergestorm run --strategy crdt --workload mixed --agents 4 --threads 2 --writes 10 --rounds 1 --topology mesh --exchange batch --model-latency 0 --seed=-7',
    );
  });

  it('leaves out the size of a workload that has none', () => {
    expect(commandOf({}, { workload: 'clean_merge' })).not.toContain('--writes');
  });

  it('names the log instead of a size', () => {
    const command = commandOf(
      { log_file: "/logs/it's mine.jsonl", workloads: ['log'] },
      { workload: 'log', agents: null },
    );
    expect(command).toContain(
      `--workload log --threads 2 --log '/logs/it'\\''s mine.jsonl' --topology`,
    );
    expect(command).not.toMatch(/--(agents|writes|rounds)/);
  });

  it('names limits that may have ended it, and the check that was skipped', () => {
    const command = commandOf({ timeout_ms: 1_500, heap_limit_mb: 64, memory_check: 'skip' });
    expect(command).toMatch(/ --seed=-7 --timeout 2 --thread-heap 64 --force$/);
  });

  it('leaves out a fan-out that the topology of its cell does not use', () => {
    const terms = OTHER_TERMS;
    expect(commandOf({ terms }, { topology: 'ring' })).not.toContain('--fan-out');
    expect(commandOf({ terms }, { topology: 'random_regular' })).toContain('--fan-out 3');
  });

  it('says of dials that override each other what they came to', () => {
    const both = { hot_fields: 2, field_skew: 3, conflict_share: 0.7, mergeable_ratio: 0.9 };
    const command = commandOf({ mixed: { ...DEFAULT_MIXED, ...both } });
    expect(command).not.toContain('--skew');
    expect(command).toContain('--conflict-share 0.7 --hot-fields 2 --mergeable 0.3');
  });

  it('says inline where there was no thread', () => {
    expect(commandOf({}, { threads: { type: 'inline' } })).toContain('--threads inline');
  });

  it('names a log from wherever it is typed', () => {
    const log = { workload: 'log', agents: null };
    expect(commandOf({ log_file: '-x.jsonl', workloads: ['log'] }, log)).toContain(
      ` --log ${shellQuote(resolve('-x.jsonl'))} `,
    );
  });

  it('says what is expected of the strategy where that is not what it says itself', () => {
    const expected = { lww: 'pass', crdt: 'fail' } as const;
    expect(commandOf({ expect: expected })).toMatch(/ --expect crdt=fail$/);
    expect(commandOf({ expect: { lww: 'pass' } })).not.toContain('--expect');
  });

  it.each<[Partial<Study>, Partial<Cell>?]>([
    [{}],
    [{ rounds: 3, writes_per_agent: 7 }, { exchange: 'pairwise' }],
    [{ model: { type: 'stub', latency_ms: 0.000001 } }],
    [
      {
        mixed: {
          kind_weights: { scalar: 0, grow_set: 0.5, append_text: 2 },
          fields_per_kind: 3,
          field_skew: 1,
          element_overlap: 1,
          value_chars: 99,
          conflict_share: 0.25,
          hot_fields: 2,
          mergeable_ratio: 0.5,
        },
      },
    ],
    [{ mixed: { ...DEFAULT_MIXED, field_skew: 0 }, heap_limit_mb: 64 }],
    [{ terms: OTHER_TERMS }, { faults: 'drop=10%,partition=halves@2-5', topology: 'gossip' }],
    [{}, { threads: { type: 'simulated' }, exchange: 'racing' }],
  ])('read again describes the same cell: %j %j', (changes, cell) => {
    const study = buildStudy({ timeout_ms: TIMEOUT_MS, ...changes });
    const again = studyFromFlags('test', flagsOf(commandOf(changes, cell)), 'refuse');
    // A faulted cell is executed again beside its twin without faults.
    const twin = cell?.faults === undefined ? [] : [{ ...CELL, ...cell, faults: 'none' }];
    expect(cellsOf(again)).toEqual([...twin, { ...CELL, ...cell }]);
    expect(again.seed).toBe(-7);
    expect(settingsOf(again)).toEqual(settingsOf(study));
  });
});

/** What is neither a factor of the grid nor the seed. */
function settingsOf(study: Study): Partial<Study> {
  const factors = [
    ...['strategies', 'workloads', 'topologies', 'exchanges'],
    ...['agents', 'threads', 'faults'],
  ];
  const entries = Object.entries(study).filter(([key]) => ![...factors, 'seed'].includes(key));
  return Object.fromEntries(entries);
}

/** Flags and values of a command line, in either spelling. */
function flagsOf(command: string): Readonly<Record<string, string>> {
  const text = shellWords(command)
    .slice(2)
    .join('\n')
    .replaceAll(/^(--[a-z-]+)=/gm, '$1\n');
  const matches = text.matchAll(/^--(.*)\n(.*)$/gm);
  return Object.fromEntries([...matches].map(([, flag = '', value = '']) => [flag, value]));
}
