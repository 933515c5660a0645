import { describe, expect, it } from 'vitest';
import type { Machine } from '../../src/coordinator/capacity.js';
import {
  bytesNeeded,
  chooseThreads,
  refuseIfTooLarge,
  sizeOf,
} from '../../src/coordinator/capacity.js';
import { cleanMerge } from '../../src/workloads/clean-merge.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';
import { loadStrategy } from '../../src/strategies/load.js';

const GIB = 1024 ** 3;
const MEMORY = {
  replica_bytes: 100,
  held_write_bytes: 10,
  held_field_bytes: 1,
  held_version_bytes: 0,
  thread_limit_bytes: GIB,
};
const script = await cleanMerge.lay({
  agents: 2,
  rounds: 1,
  writes_per_agent: 1,
  seed: 1,
  mixed: DEFAULT_MIXED,
  log_file: null,
  git: null,
});
const size = sizeOf(script);
const lww = await loadStrategy({ type: 'built_in', name: 'lww' });

const refuse = (memory: typeof MEMORY, threads: number, machine: Machine) => () => {
  refuseIfTooLarge({ ...lww, memory }, size, threads, machine);
};

describe('capacity', () => {
  it('sums replicas, the writes each one holds in the end, and the fields', () => {
    // Two agents, five writes in all, on title, tags and notes.
    expect(bytesNeeded(size, MEMORY)).toBe(2 * (100 + 5 * 10 + 3 * 1));
  });

  it('adds what versions cost: an entry per agent for every turn after the first exchange', async () => {
    const laid = await cleanMerge.lay({
      agents: 2,
      rounds: 3,
      writes_per_agent: 1,
      seed: 1,
      mixed: DEFAULT_MIXED,
      log_file: null,
      git: null,
    });
    const memory = { ...MEMORY, held_version_bytes: 7 };
    // Two agents wrote in each of the two later rounds; each of them keeps two entries per turn.
    const versions_bytes = bytesNeeded(sizeOf(laid), memory) - bytesNeeded(sizeOf(laid), MEMORY);
    expect(versions_bytes).toBe(2 * (2 * 2) * 2 * 7);
  });

  it('refuses what the machine cannot hold, with the sum and exit code 75', () => {
    const memory = { ...MEMORY, replica_bytes: 4 * GIB, thread_limit_bytes: 64 * GIB };
    const machine = { cores: 2, available_bytes: 6 * GIB, heap_limit_bytes: GIB };
    expect(refuse(memory, 2, machine)).toThrow(
      /lww with 2 agents needs about 8.0 GiB, 6.0 GiB are free: use fewer --agents/,
    );
    expect(refuse(memory, 2, machine)).toThrow(expect.objectContaining({ exit_code: 75 }) as Error);
  });

  it('refuses what one thread cannot hold, though the machine could', () => {
    const memory = { ...MEMORY, replica_bytes: GIB };
    const machine = { cores: 2, available_bytes: 6 * GIB, heap_limit_bytes: GIB };
    expect(refuse(memory, 2, machine)).toThrow(/not enough memory in one thread/);
  });

  it('refuses what the coordinator could not keep and judge, whatever the strategy holds', () => {
    const machine = { cores: 2, available_bytes: 64 * GIB, heap_limit_bytes: 4 * GIB };
    const many = { ...size, writes: 10_000_000 };
    expect(() => {
      refuseIfTooLarge({ ...lww, memory: MEMORY }, many, 2, machine);
    }).toThrow(/main thread: 10000000 writes need about 9.5 GiB/);
  });

  it('counts what threads cost that hold nothing', () => {
    const machine = { cores: 2, available_bytes: GIB, heap_limit_bytes: GIB };
    expect(refuse(MEMORY, 100, machine)).toThrow(/needs about 1.2 GiB, 1.0 GiB are free/);
  });

  it('lets pass what fits', () => {
    expect(
      refuse(MEMORY, 2, { cores: 2, available_bytes: GIB, heap_limit_bytes: GIB }),
    ).not.toThrow();
  });
});

describe('choice of threads', () => {
  const scale = { cores: 2, memory: MEMORY };

  it('takes one thread per core, and never more than there are agents', () => {
    expect(chooseThreads({ type: 'auto' }, 64, 1_000, scale)).toBe(2);
    expect(chooseThreads({ type: 'auto' }, 1, 1_000, scale)).toBe(1);
    expect(chooseThreads({ type: 'count', count: 8 }, 3, 1_000, scale)).toBe(3);
  });

  it('takes more threads than cores where one thread could not hold its share', () => {
    expect(chooseThreads({ type: 'auto' }, 64, 3 * GIB, scale)).toBe(4);
  });

  it('takes no more threads than any machine has use for, and refuses to be asked for them', () => {
    expect(chooseThreads({ type: 'auto' }, 1_000_000, 9_999 * GIB, scale)).toBe(1_024);
    const machine = { cores: 2, available_bytes: 64 * GIB, heap_limit_bytes: GIB };
    expect(refuse(MEMORY, 1_025, machine)).toThrow(/too many threads/);
    expect(refuse(MEMORY, 1_024, machine)).not.toThrow();
  });

  it('takes one thread per agent where asked', () => {
    expect(chooseThreads({ type: 'per_agent' }, 64, 1_000, scale)).toBe(64);
  });
});
