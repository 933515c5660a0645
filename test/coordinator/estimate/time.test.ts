import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ScriptSize } from '../../../src/coordinator/capacity.js';
import type { RepetitionLoad } from '../../../src/coordinator/estimate/time.js';
import {
  overheadMs,
  repetitionMs,
  visitMs,
  waitingMs,
} from '../../../src/coordinator/estimate/time.js';
import { loadStrategy } from '../../../src/strategies/load.js';
import { STRATEGY_NAMES } from '../../../src/strategies/registry.js';
import type { PaceEstimate } from '../../../src/strategies/strategy.js';

const MS = 1_000_000;
const NOTHING: PaceEstimate = {
  write_ns: 0,
  replica_ns: 0,
  blob_ns: 0,
  lone_blob_ns: 0,
  held_write_ns: 0,
  held_version_ns: 0,
};

/** Three agents, two rounds, ten writes in each turn. */
const SIZE: ScriptSize = {
  agents: 3,
  rounds: 2,
  writes_per_agent: 10,
  writes: 60,
  fields: 5,
  later_turns: 3,
};
/** Over a mesh: a blob of every turn to both others. */
const TRAFFIC = { passes: 2, blobs: 12 };
const LOAD: RepetitionLoad = { size: SIZE, exchange: 'batch', parallel: 1, traffic: TRAFFIC };

const least_ms = repetitionMs(LOAD, NOTHING);
/** How many of something a repetition holds, by the time it takes where each takes a millisecond. */
const countOf = (part: keyof PaceEstimate, load = LOAD): number =>
  Math.round(repetitionMs(load, { ...NOTHING, [part]: MS }) - least_ms);

describe('the time of a repetition', () => {
  it('is the sum of its writes, replicas, blobs and what every replica comes to hold', () => {
    expect(countOf('write_ns')).toBe(60);
    expect(countOf('replica_ns')).toBe(3 * 2);
    expect(countOf('blob_ns')).toBe(3 * 2 * 2);
    expect(countOf('held_write_ns')).toBe(3 * 60);
    expect(countOf('held_version_ns')).toBe(3 * 3 * 3);
  });

  it('counts blobs that are imported alone where they are', () => {
    expect(countOf('lone_blob_ns')).toBe(0);
    expect(countOf('lone_blob_ns', { ...LOAD, exchange: 'pairwise' })).toBe(12);
  });

  it('is shared by threads, but for what the coordinator does alone', () => {
    const shared = { ...LOAD, parallel: 2 };
    expect(countOf('replica_ns', shared)).toBe(3);
    expect(countOf('write_ns', shared)).toBe(60);
  });

  it('is above nothing, however small', () => {
    expect(least_ms).toBeGreaterThan(0);
  });

  it.each(STRATEGY_NAMES)(
    'of %s grows with agents, writes and rounds, and is known',
    async (name) => {
      const { pace } = await loadStrategy({ type: 'built_in', name });
      const timeOf = (agents: number, rounds: number, writes_per_agent: number): number => {
        const writes = agents * rounds * writes_per_agent;
        const later_turns = agents * (rounds - 1);
        const size = { agents, rounds, writes_per_agent, writes, fields: 8, later_turns };
        return repetitionMs({ ...LOAD, size }, pace ?? NOTHING);
      };
      const count = fc.integer({ min: 1, max: 500 });
      fc.assert(
        fc.property(count, count, count, (agents, rounds, writes) => {
          const time_ms = timeOf(agents, rounds, writes);
          expect(timeOf(agents + 1, rounds, writes)).toBeGreaterThan(time_ms);
          expect(timeOf(agents, rounds + 1, writes)).toBeGreaterThan(time_ms);
          expect(timeOf(agents, rounds, writes + 1)).toBeGreaterThan(time_ms);
        }),
      );
    },
  );
});

describe('the time that a model takes', () => {
  const model = { latency_ms: 150, contended_rounds: 2 };

  it('is once for each contended round where all conflicts of an import are decided side by side', () => {
    expect(waitingMs(LOAD, model)).toBe(300);
    expect(waitingMs(LOAD, { ...model, contended_rounds: 0 })).toBe(0);
  });

  it('is once for each blob where blobs are imported one by one', () => {
    expect(waitingMs({ ...LOAD, exchange: 'pairwise' }, model)).toBe(600);
  });
});

describe('the time of a visit', () => {
  const parts = { warm_ms: 100, waiting_ms: 50 };
  const timeOf = (warmup: number, isolate: 'process' | 'none'): number =>
    visitMs(parts, { warmup, isolate });

  it('is that of its repetitions, waiting included, the first of them slower', () => {
    expect(timeOf(3, 'none') - timeOf(2, 'none')).toBeCloseTo(150);
    expect(timeOf(0, 'none')).toBeGreaterThan(200);
  });

  it('is more where a process is started for it', () => {
    expect(timeOf(1, 'process') - timeOf(1, 'none')).toBe(overheadMs('process'));
    expect(overheadMs('process')).toBeGreaterThan(0);
    expect(overheadMs('none')).toBe(0);
  });
});
