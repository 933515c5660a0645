import { describe, expect, it } from 'vitest';
import type { Write } from '../../src/model/write.js';
import type { Replica } from '../../src/strategies/strategy.js';
import { ShardGauges } from '../../src/workers/gauges.js';
import { mergeIntended } from '../../src/workers/pace-schedule.js';
import {
  createRealTime,
  createVirtualTime,
  type VirtualTime,
} from '../../src/workers/pace-time.js';
import type { PacedWrites } from '../../src/workers/pace.js';
import { writePaced } from '../../src/workers/pace.js';
import { scalar } from '../strategies/support/writes.js';

const START_NS = 1_000n;

interface Applied {
  readonly write: Write;
  readonly at_ns: number;
}

/** Writes of two agents on replicas that take so long for each. */
function play(paced: Pick<PacedWrites, 'pace'>, counts: readonly number[], write_ns = 0n) {
  const time = createVirtualTime();
  const applied: Applied[] = [];
  const gauges = new ShardGauges();
  const residents = counts.map(() => ({ replica: recording(time, applied, write_ns) }));
  const writes = counts.map((count, agent) =>
    Array.from({ length: count }, (_, op) => scalar([`a${agent}`, op], 'f', op)),
  );
  const start = () => time.until(START_NS);
  const written = writePaced({ writes, ...paced }, { residents, gauges, time, start });
  return { written, applied, apply: gauges.apply.portable(), response: gauges.response.portable() };
}

function recording(time: VirtualTime, applied: Applied[], write_ns: bigint): Replica {
  const apply = (write: Write): void => {
    applied.push({ write, at_ns: Number(time.now() - START_NS) });
    time.pass(write_ns);
  };
  return { apply } as Replica;
}

function open(
  intended_ns: readonly (readonly number[])[],
  end_ns: number,
): Pick<PacedWrites, 'pace'> {
  return { pace: { type: 'open', intended_ns, end_ns } };
}

describe('a closed loop', () => {
  it('issues every write, one after the other, and knows no intended time', () => {
    const { written, applied, apply, response } = play({ pace: { type: 'closed' } }, [2, 1], 5n);
    expect(applied.map(({ at_ns }) => at_ns)).toEqual([0, 5, 10]);
    expect(written).toEqual({ started_ns: START_NS, ended_ns: START_NS + 15n, issued: [2, 1] });
    expect([apply.count, apply.max_ns, response.count]).toEqual([3, 5, 0]);
  });
});

describe('an open loop', () => {
  it('issues nothing before its time, in order of times over all agents', () => {
    const { applied } = play(open([[10, 30], [20]], 100), [2, 1]);
    expect(applied.map(({ write, at_ns }) => [write.agent_id, at_ns])).toEqual([
      ['a0', 10],
      ['a1', 20],
      ['a0', 30],
    ]);
  });

  it('counts from the intended time what a stall makes others wait', () => {
    const { apply, response, written } = play(open([[0, 10], [20]], 1_000), [2, 1], 100n);
    expect([apply.count, apply.sum_ns]).toEqual([3, 300]);
    // Over at 100, 200 and 300, intended at 0, 10 and 20.
    expect([response.count, response.sum_ns]).toEqual([3, 570]);
    expect(written.issued).toEqual([2, 1]);
  });

  it('issues no write once its phase is over, and says how many it issued of each agent', () => {
    const { applied, written, response } = play(open([[0, 10, 20], [5]], 200), [3, 1], 100n);
    expect(applied.map(({ at_ns }) => at_ns)).toEqual([0, 100]);
    expect(written.issued).toEqual([1, 1]);
    expect(response.count).toBe(2);
  });

  it('refuses times for writes that it has not', () => {
    expect(() => play(open([[0, 10]], 100), [1])).toThrow('no write 1 at seat 0');
  });
});

describe('a schedule', () => {
  it('keeps equal times in order of seats and writes', () => {
    const { seats, due_ns } = mergeIntended([[5, 5], [5], [1, 9]]);
    expect([...seats]).toEqual([2, 0, 0, 1, 2]);
    expect([...due_ns]).toEqual([1n, 5n, 5n, 5n, 9n]);
  });
});

describe('real time', () => {
  it('returns the first reading of the clock that is not too early', () => {
    let reading_ns = 0n;
    const time = createRealTime(() => (reading_ns += 40n));
    expect(time.until(100n)).toBe(120n);
    expect(time.until(100n)).toBe(160n);
  });
});
