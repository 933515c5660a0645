import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VisibilityMeter } from '../../src/coordinator/visibility.js';
import { LatencyHistogram } from '../../src/metrics/histogram.js';
import { EventLog } from '../../src/workers/race/event-log.js';
import type { TimelineLog } from '../../src/workers/race/race-protocol.js';

type Step = readonly ['write'] | readonly ['export'] | readonly ['accept', number, number];
type Timed = readonly [agent: number, step: Step];

/** The timelines of a race whose events happened in this order, 10 ns apart. */
function timelinesOf(agents: number, steps: readonly Timed[]): readonly TimelineLog[] {
  const logs = Array.from({ length: agents }, () => new EventLog());
  steps.forEach(([agent, step], index) => {
    const [log, at_ns] = [logs[agent], BigInt(index * 10)];
    if (step[0] === 'write') log?.write(at_ns);
    else if (step[0] === 'export') log?.export(at_ns);
    else log?.accept(step[1], step[2], at_ns);
  });
  return logs.map((log) => log.encode(0n));
}

function measure(agents: number, steps: readonly Timed[]) {
  const meter = new VisibilityMeter();
  meter.add(timelinesOf(agents, steps));
  return meter.result();
}

/** Every replica as the set of writes that it holds, walked through in order of time. */
function bruteForce(agents: number, steps: readonly Timed[]) {
  const [each, all] = [new LatencyHistogram(), new LatencyHistogram()];
  const held = Array.from({ length: agents }, () => new Set<number>());
  const blobs = Array.from({ length: agents }, (): Set<number>[] => []);
  const seen = new Map<number, number[]>();
  steps.forEach(([agent, step], index) => {
    const own = held[agent] ?? new Set();
    if (step[0] === 'write') {
      own.add(index);
      seen.set(index, []);
    }
    if (step[0] === 'export') blobs[agent]?.push(new Set(own));
    for (const write of step[0] === 'accept' ? (blobs[step[1]]?.[step[2]] ?? []) : []) {
      if (own.has(write)) continue;
      own.add(write);
      seen.get(write)?.push((index - write) * 10);
      each.record((index - write) * 10);
    }
  });
  const complete = [...seen.values()].filter(({ length }) => length === agents - 1);
  for (const latencies of complete) all.record(Math.max(0, ...latencies));
  return {
    visibility: each.portable(),
    visibility_all: all.portable(),
    unseen_count: seen.size - complete.length,
  };
}

/** Draws become events that could have happened: a blob is accepted after it was exported. */
function possible(draws: readonly (readonly [number, number, number])[], agents: number): Timed[] {
  const exported: (readonly [number, number])[] = [];
  const counts = Array.from({ length: agents }, () => 0);
  return draws.flatMap(([draw, agent, pick]): Timed[] => {
    if (draw < 3) return [[agent, ['write']]];
    if (draw < 5) {
      exported.push([agent, counts[agent] ?? 0]);
      counts[agent] = (counts[agent] ?? 0) + 1;
      return [[agent, ['export']]];
    }
    const others = exported.filter(([sender]) => sender !== agent);
    const blob = others[pick % Math.max(others.length, 1)];
    return blob ? [[agent, ['accept', ...blob]]] : [];
  });
}

describe('visibility', () => {
  it('is from the write to the import of a blob that holds it, at each other replica', () => {
    const { visibility, visibility_all, unseen_count } = measure(3, [
      [0, ['write']],
      [0, ['export']],
      [0, ['write']],
      [1, ['accept', 0, 0]],
      [2, ['accept', 0, 0]],
    ]);
    expect([visibility.count, visibility.min_ns, visibility.max_ns]).toEqual([2, 30, 40]);
    expect([visibility_all.count, visibility_all.max_ns]).toEqual([1, 40]);
    // The second write was in no blob: it is counted, and has no time.
    expect(unseen_count).toBe(1);
  });

  it('counts what came by way of a third, and once where it comes twice', () => {
    const { visibility } = measure(3, [
      [0, ['write']],
      [0, ['export']],
      [1, ['accept', 0, 0]],
      [1, ['export']],
      [2, ['accept', 1, 0]],
      [2, ['accept', 0, 0]],
      [2, ['accept', 1, 0]],
    ]);
    expect([visibility.count, visibility.sum_ns]).toEqual([2, 20 + 40]);
  });

  it('agrees with a model that keeps every set of writes', () => {
    const draw = fc.tuple(fc.nat(9), fc.nat(4), fc.nat(1_000));
    fc.assert(
      fc.property(fc.array(draw, { maxLength: 120 }), (draws) => {
        const steps = possible(draws, 5);
        expect(measure(5, steps)).toEqual(bruteForce(5, steps));
      }),
    );
  });

  it('does not need times to find an order', () => {
    const timelines = timelinesOf(2, [
      [1, ['write']],
      [1, ['export']],
      [0, ['accept', 1, 0]],
    ]).map((timeline) => ({ ...timeline, times_ns: timeline.times_ns.fill(7) }));
    const meter = new VisibilityMeter();
    meter.add(timelines);
    expect(meter.result().visibility).toMatchObject({ count: 1, max_ns: 0 });
  });

  it('refuses a blob that nobody exported', () => {
    expect(() => measure(2, [[0, ['accept', 1, 0]]])).toThrow('had not been exported');
  });

  it('has nothing to see where there is one agent', () => {
    expect(measure(1, [[0, ['write']]])).toMatchObject({
      unseen_count: 0,
      visibility: { count: 0 },
    });
  });

  it('adds up the races of all rounds', () => {
    const meter = new VisibilityMeter();
    const steps: readonly Timed[] = [
      [0, ['write']],
      [0, ['export']],
      [1, ['accept', 0, 0]],
    ];
    meter.add(timelinesOf(2, steps));
    meter.add(timelinesOf(2, steps));
    expect(meter.result().visibility_all.count).toBe(2);
  });
});
