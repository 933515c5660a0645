import { describe, expect, it } from 'vitest';
import type { Machine } from '../../src/coordinator/capacity.js';
import { bytesNeeded, chooseThreads, refuseIfTooLarge } from '../../src/coordinator/capacity.js';
import { cleanMerge } from '../../src/workloads/clean-merge.js';
import { DEFAULT_MIXED } from '../../src/workloads/mixed.js';
import { loadStrategy } from '../../src/strategies/load.js';

const GIB = 1024 ** 3;
const MEMORY = {
  replica_bytes: 100,
  held_write_bytes: 10,
  held_field_bytes: 1,
  thread_limit_bytes: GIB,
};
const script = await cleanMerge.lay({
  agents: 2,
  rounds: 1,
  writes_per_agent: 1,
  seed: 1,
  mixed: DEFAULT_MIXED,
  log_file: null,
});
const lww = await loadStrategy({ type: 'built_in', name: 'lww' });

const refuse = (memory: typeof MEMORY, threads: number, machine: Machine) => () => {
  refuseIfTooLarge({ ...lww, memory }, script, threads, machine);
};

describe('capacity', () => {
  it('sums replicas, the writes each one holds in the end, and the fields', () => {
    // Two agents, five writes in all, on title, tags and notes.
    expect(bytesNeeded(script, MEMORY)).toBe(2 * (100 + 5 * 10 + 3 * 1));
  });

  it('refuses what the machine cannot hold, with the sum and exit code 75', () => {
    const memory = { ...MEMORY, replica_bytes: 4 * GIB, thread_limit_bytes: 64 * GIB };
    const machine = { cores: 2, available_bytes: 6 * GIB };
    expect(refuse(memory, 2, machine)).toThrow(
      /lww with 2 agents needs about 8.0 GiB, this machine has 6.0 GiB free/,
    );
    expect(refuse(memory, 2, machine)).toThrow(expect.objectContaining({ exit_code: 75 }) as Error);
  });

  it('refuses what one thread cannot hold, though the machine could', () => {
    const memory = { ...MEMORY, replica_bytes: GIB };
    const machine = { cores: 2, available_bytes: 6 * GIB };
    expect(refuse(memory, 2, machine)).toThrow(/not enough memory in one thread/);
  });

  it('lets pass what fits', () => {
    expect(refuse(MEMORY, 2, { cores: 2, available_bytes: GIB })).not.toThrow();
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

  it('takes one thread per agent where asked', () => {
    expect(chooseThreads({ type: 'per_agent' }, 64, 1_000, scale)).toBe(64);
  });
});
