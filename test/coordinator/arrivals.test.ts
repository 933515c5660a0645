import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paceOf } from '../../src/coordinator/arrivals.js';
import type { Load } from '../../src/coordinator/exchange/terms.js';

function open(writes_per_second: number, arrivals: 'constant' | 'poisson'): Load {
  return { type: 'open', writes_per_second, arrivals };
}

function timesOf(load: Load, agents: readonly number[], writes = 20, round = 0, seed = 1) {
  const intents = agents.map((agent_index) => ({ agent_index, writes }));
  const pace = paceOf(load, { seed, round, agents: intents });
  return pace.type === 'open' ? pace : { intended_ns: [], end_ns: -1 };
}

describe('the pace of agents', () => {
  it('is closed under a closed load', () => {
    expect(paceOf({ type: 'closed' }, { seed: 1, round: 0, agents: [] })).toEqual({
      type: 'closed',
    });
  });

  it('spaces constant arrivals evenly, each agent at a place of its own', () => {
    const { intended_ns } = timesOf(open(1_000, 'constant'), [0, 1, 2]);
    for (const times of intended_ns) {
      expect(times).toHaveLength(20);
      expect((times[19] ?? 0) - (times[0] ?? 0)).toBeCloseTo(19e6, -1);
    }
    const phases = intended_ns.map(([first = -1]) => first);
    expect(new Set(phases).size).toBe(3);
    expect(phases.every((phase) => phase >= 0 && phase <= 1e6)).toBe(true);
  });

  it('draws Poisson arrivals whose gaps have the mean and spread of an exponential', () => {
    const { intended_ns } = timesOf(open(1_000, 'poisson'), [0], 20_000);
    const times = intended_ns[0] ?? [];
    const gaps = times.map((time, index) => time - (times[index - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;
    expect(mean / 1e6).toBeCloseTo(1, 1);
    expect(Math.sqrt(variance) / mean).toBeCloseTo(1, 1);
  });

  it('is a function of seed, round and agent alone', () => {
    const load = open(100, 'poisson');
    const [, alone] = timesOf(load, [4, 5]).intended_ns;
    expect(timesOf(load, [5]).intended_ns[0]).toEqual(alone);
    expect(timesOf(load, [5], 20, 1).intended_ns[0]).not.toEqual(alone);
    expect(timesOf(load, [5], 20, 0, 2).intended_ns[0]).not.toEqual(alone);
  });

  it('ascends in whole nanoseconds and ends after the last of them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 1e7, noNaN: true }),
        fc.constantFrom('constant' as const, 'poisson' as const),
        fc.nat(50),
        (rate, arrivals, writes) => {
          const { intended_ns, end_ns } = timesOf(open(rate, arrivals), [0, 1], writes);
          for (const times of intended_ns) {
            expect([...times].sort((left, right) => left - right)).toEqual(times);
            expect(times.every((time) => Number.isSafeInteger(time) && time < end_ns)).toBe(true);
          }
        },
      ),
    );
  });

  it.each([0, -1, NaN, Infinity])('refuses a rate of %s', (rate) => {
    expect(() => timesOf(open(rate, 'constant'), [0])).toThrow(RangeError);
  });
});
