import { describe, expect, it } from 'vitest';
import { compareStudies } from '../../../src/results/compare/compare-studies.js';
import type { MetricComparison } from '../../../src/results/compare/study-comparison.js';
import { buildNoisyStudy, onlyIn, slowerBy, type NoisyShape } from './build-noisy-study.js';

const PAIRS = 40;
const TOLERANCE = 5;

function verdicts(base: ReturnType<typeof buildNoisyStudy>, next: typeof base) {
  const { cells, conclusion } = compareStudies(base, next, TOLERANCE);
  const metrics = cells.flatMap(({ cell_id, speed }) =>
    speed.type === 'compared' ? speed.metrics.map((metric) => ({ cell_id, ...metric })) : [],
  );
  return { conclusion, metrics };
}

function alarms(pairs: number, shapeOf: (index: number) => Partial<NoisyShape>): number {
  const studies = Array.from({ length: pairs + 1 }, (_, index) =>
    buildNoisyStudy({ seed: index, ...shapeOf(index) }),
  );
  return studies.slice(1).filter((next, index) => {
    const base = studies[index] ?? next;
    return compareStudies(base, next, TOLERANCE).conclusion.type === 'regression';
  }).length;
}

describe('the error rates of a comparison', () => {
  it('raises at most 2 alarms in 40 comparisons of a study with itself rerun', () => {
    expect(alarms(PAIRS, () => ({}))).toBeLessThanOrEqual(2);
  });

  it('raises at most 1 in 20 on a noisy machine', () => {
    expect(alarms(20, () => ({ noise: 0.15 }))).toBeLessThanOrEqual(1);
  });

  it('raises at most 1 in 20 where the machine moves from study to study and within each', () => {
    const moods = (index: number) => ({ slower: index % 2 ? 1.08 : 1, wanders: 1.1 });
    expect(alarms(20, moods)).toBeLessThanOrEqual(1);
  });

  it('would raise alarms on that machine if it did not look at the probe', () => {
    const blindfolded = { probe_ns: null };
    const base = buildNoisyStudy({ seed: 1 }, () => blindfolded);
    const next = buildNoisyStudy({ seed: 2, slower: 1.12 }, () => blindfolded);
    expect(compareStudies(base, next, TOLERANCE).conclusion.type).toBe('regression');
  });

  it('finds a slow-down of 10 % in at least 9 of 10 pairs', () => {
    const found = Array.from({ length: 10 }, (_, index) => {
      const base = buildNoisyStudy({ seed: index });
      const next = buildNoisyStudy({ seed: 100 + index }, onlyIn('crdt', slowerBy(1.1)));
      return verdicts(base, next).conclusion.type;
    });
    expect(found.filter((type) => type === 'regression').length).toBeGreaterThanOrEqual(9);
  });

  it('names the cells and metrics that were slowed down, and no others', () => {
    const base = buildNoisyStudy({ seed: 1 });
    const next = buildNoisyStudy({ seed: 2 }, onlyIn('crdt', slowerBy(1.3)));
    const worse = verdicts(base, next).metrics.filter(isOf('regression'));
    expect(new Set(worse.map(({ metric }) => metric))).toEqual(
      new Set(['converge_ns', 'exchange_ns', 'cpu_ns']),
    );
    expect(worse.filter(({ cell_id }) => !cell_id.includes('/crdt/'))).toEqual([]);
  });

  it('takes an improvement for no regression', () => {
    const base = buildNoisyStudy({ seed: 1 });
    const next = buildNoisyStudy({ seed: 2 }, slowerBy(0.7));
    const { conclusion, metrics } = verdicts(base, next);
    expect(conclusion).toEqual({ type: 'quiet' });
    expect(metrics.filter(isOf('improvement')).length).toBeGreaterThan(0);
  });

  it('finds one lost write in one repetition of a baseline that loses writes anyway', () => {
    const base = buildNoisyStudy({ seed: 1 });
    const next = buildNoisyStudy({ seed: 2 }, ({ strategy, agents, repetition, writes_lost }) =>
      strategy === 'lww' && agents === 64 && repetition === 7
        ? { writes_lost: (writes_lost ?? 0) + 1 }
        : {},
    );
    const { cells, conclusion } = compareStudies(base, next, TOLERANCE);
    expect(conclusion.type).toBe('regression');
    expect(cells.flatMap(({ correctness }) => correctness)).toMatchObject([
      { aspect: 'writes_lost', repetitions: [7], base: '189', new: '190' },
    ]);
  });
});

function isOf(type: MetricComparison['verdict']['type']) {
  return ({ verdict }: MetricComparison): boolean => verdict.type === type;
}
