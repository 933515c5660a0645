import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LatencyHistogram, mergePortable, summarise } from '../../src/metrics/histogram.js';
import type { PortableHistogram } from '../../src/metrics/histogram.js';
import { MergedPercentiles } from '../../src/metrics/merged-percentiles.js';
import { decodeSparse } from '../../src/metrics/sparse-histogram.js';

const latencies = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 10_000_000 })),
  { maxLength: 60 },
);
const parts = fc.array(latencies, { minLength: 1, maxLength: 5 });

function recorded(values: readonly number[]): PortableHistogram {
  const histogram = new LatencyHistogram();
  for (const ns of values) histogram.record(ns);
  return histogram.portable();
}

describe('MergedPercentiles', () => {
  it('are those of the merged histogram, whichever parts are drawn and how often', () => {
    const times = fc.array(fc.nat(3), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(parts, times, (all, drawn) => {
        const portables = all.map(recorded);
        const taken = portables.flatMap((portable, index) =>
          Array.from({ length: drawn[index] ?? 0 }, () => portable),
        );
        const merged = new MergedPercentiles(portables.map(decodeSparse));
        const summary = summarise(mergePortable(taken));
        expect({
          p50_ns: merged.at(50, drawn),
          p90_ns: merged.at(90, drawn),
          p99_ns: merged.at(99, drawn),
          p99_9_ns: merged.at(99.9, drawn),
        }).toEqual({
          p50_ns: summary.p50_ns,
          p90_ns: summary.p90_ns,
          p99_ns: summary.p99_ns,
          p99_9_ns: summary.p99_9_ns,
        });
      }),
    );
  });

  it('are not the mean of percentiles', () => {
    const quick = recorded(Array.from({ length: 99 }, () => 10));
    const slow = recorded([1_000]);
    expect(new MergedPercentiles([quick, slow].map(decodeSparse)).at(50, [1, 1])).toBe(10);
    expect(new MergedPercentiles([quick, slow].map(decodeSparse)).at(99.9, [1, 1])).toBe(1_000);
  });

  it('are null where nothing is drawn, and of nothing', () => {
    const merged = new MergedPercentiles([recorded([5]), recorded([])].map(decodeSparse));
    expect(merged.at(50, [0, 4])).toBeNull();
    expect(new MergedPercentiles([]).at(50, [])).toBeNull();
  });
});
