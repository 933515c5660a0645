import { describe, expect, it } from 'vitest';
import { studyFromFlags } from '../../src/cli/study-options.js';
import { reproduceCommand } from '../../src/coordinator/reproduce.js';
import type { Cell, Study } from '../../src/coordinator/study.js';
import { cellsOf } from '../../src/coordinator/study.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';
import { shellWords } from '../cli/support/shell-words.js';
import { buildStudy } from '../support/study.js';

const CRDT = { type: 'built_in', name: 'crdt' } as const;
const TIMEOUT_MS = 600_000;

function commandOf(changes: Partial<Study> = {}, cell: Partial<Cell> = {}): string {
  const study = buildStudy({ timeout_ms: TIMEOUT_MS, ...changes });
  return reproduceCommand(study, { strategy: CRDT, workload: 'mixed', agents: 4, ...cell }, -7, 2);
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
      { log_file: "it's mine.jsonl", workloads: ['log'] },
      { workload: 'log', agents: null },
    );
    expect(command).toContain(`--workload log --threads 2 --log 'it'\\''s mine.jsonl' --topology`);
    expect(command).not.toMatch(/--(agents|writes|rounds)/);
  });

  it('names limits that may have ended it, and the check that was skipped', () => {
    const command = commandOf({ timeout_ms: 1_500, heap_limit_mb: 64, memory_check: 'skip' });
    expect(command).toMatch(/ --seed=-7 --timeout 2 --thread-heap 64 --force$/);
  });

  it('says inline where there was no thread', () => {
    expect(commandOf({ threads: { type: 'inline' } })).toContain('--threads inline');
  });

  it('keeps a value that begins with a dash from being taken for a flag', () => {
    const log = { workload: 'log', agents: null };
    expect(commandOf({ log_file: '-x.jsonl', workloads: ['log'] }, log)).toContain(
      '--log=-x.jsonl',
    );
  });

  it.each<Partial<Study>>([
    {},
    { exchange: 'pairwise', rounds: 3, writes_per_agent: 7 },
    { model: { type: 'stub', latency_ms: 0.000001 } },
    {
      mixed: {
        kind_weights: { scalar: 0, grow_set: 0.5, append_text: 2 },
        fields_per_kind: 3,
        field_skew: 0.25,
        element_overlap: 1,
        value_chars: 99,
      },
    },
    { mixed: { ...DEFAULT_MIXED, field_skew: 0 }, heap_limit_mb: 64 },
  ])('read again describes the same cell: %j', (changes) => {
    const study = buildStudy({ timeout_ms: TIMEOUT_MS, ...changes });
    const again = studyFromFlags('test', flagsOf(commandOf(changes)), 'refuse');
    expect(cellsOf(again)).toEqual([{ strategy: CRDT, workload: 'mixed', agents: 4 }]);
    const { strategies, workloads, agents, seed, threads, ...settings } = again;
    expect([strategies, workloads, agents, seed]).toEqual([[CRDT], ['mixed'], [4], -7]);
    expect(threads).toEqual({ type: 'count', count: 2 });
    expect(study).toMatchObject(settings);
  });
});

/** Flags and values of a command line, in either spelling. */
function flagsOf(command: string): Readonly<Record<string, string>> {
  const text = shellWords(command).slice(2).join('\n').replaceAll('=', '\n');
  const matches = text.matchAll(/^--(.*)\n(.*)$/gm);
  return Object.fromEntries([...matches].map(([, flag = '', value = '']) => [flag, value]));
}
