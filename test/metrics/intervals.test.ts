import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  overlapOfRound,
  overlapOfRounds,
  type ShardInterval,
} from '../../src/metrics/intervals.js';

/** Far from zero, as a monotonic clock is. */
const ORIGIN_NS = 123_456_789_012n;

function shard(started: number, ended: number): ShardInterval {
  return { started_ns: ORIGIN_NS + BigInt(started), ended_ns: ORIGIN_NS + BigInt(ended) };
}

const spans = fc.array(
  fc
    .tuple(fc.nat({ max: 40 }), fc.nat({ max: 20 }))
    .map(([start, length]) => [start, start + length] as const),
  { minLength: 1, maxLength: 6 },
);

/** Looks at every nanosecond there is. */
function countInstants(
  rounds: readonly (readonly (readonly [number, number])[])[],
  atLeast: number,
) {
  return rounds.flatMap((round) =>
    Array.from({ length: 60 }, (_, instant) =>
      round.filter(([start, end]) => start <= instant && instant < end),
    ).filter((active) => active.length >= atLeast),
  ).length;
}

describe('overlap', () => {
  it('is the share of the time in which two or more shards were at work', () => {
    expect(overlapOfRound([shard(0, 10), shard(4, 12), shard(20, 28)])).toEqual({
      start_skew_ns: 20,
      union_ns: 20,
      shared_ns: 6,
      overlap_ratio: 0.3,
    });
  });

  it('agrees with looking at every nanosecond of every round', () => {
    fc.assert(
      fc.property(fc.array(spans, { minLength: 1, maxLength: 4 }), (rounds) => {
        const overlap = overlapOfRounds(rounds.map((round) => round.map(([a, b]) => shard(a, b))));
        const [union_ns, shared_ns] = [countInstants(rounds, 1), countInstants(rounds, 2)];
        expect(overlap).toMatchObject({ union_ns, shared_ns });
        expect(overlap?.overlap_ratio).toBe(union_ns === 0 ? 0 : shared_ns / union_ns);
      }),
    );
  });

  it('is none where one shard works alone', () => {
    expect(overlapOfRound([shard(5, 9)])).toMatchObject({ start_skew_ns: 0, overlap_ratio: 0 });
  });

  it('is full where all begin and end together', () => {
    expect(overlapOfRound([shard(0, 9), shard(0, 9)])?.overlap_ratio).toBe(1);
  });

  it('is not measured where no shard took part', () => {
    expect(overlapOfRound([])).toBeNull();
    expect(overlapOfRounds([])).toBeNull();
    expect(overlapOfRounds([[], []])).toBeNull();
  });

  it('weighs rounds by their length and reports the worst start', () => {
    const rounds = [[shard(0, 10), shard(0, 10)], [], [shard(100, 120), shard(103, 110)]];
    expect(overlapOfRounds(rounds)).toEqual({
      start_skew_ns: 3,
      union_ns: 30,
      shared_ns: 17,
      overlap_ratio: 17 / 30,
    });
  });
});
