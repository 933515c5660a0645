import { describe, expect, it } from 'vitest';
import { mergePortable } from '../../../src/metrics/histogram.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { analyseCell } from '../../../src/results/analysis/analyse-cell.js';
import { buildRecord, histogramOf, NO_HISTOGRAMS } from '../build-record.js';
import { problem } from '../study/problem.js';

function analyse(...changes: readonly [Partial<RepetitionRecord>, ...Partial<RepetitionRecord>[]]) {
  const [first, ...others] = changes;
  const numbered = others.map((change, index) => buildRecord({ repetition: index + 1, ...change }));
  return analyseCell([buildRecord(first), ...numbered], new Map());
}
const FAILED = { verdict: 'FAIL', outcome: 'corrupted', converged: false } as const;
const CRASHED: Partial<RepetitionRecord> = {
  ...{ status: 'crashed', verdict: 'UNKNOWN', outcome: null, converged: null, converge_ns: null },
  histograms: NO_HISTOGRAMS,
};

describe('a cell', () => {
  it('has the worst verdict of its repetitions, and is shown by the first that has it', () => {
    const cell = analyse({}, FAILED, { ...FAILED, attribution_complete: false });
    expect(cell).toMatchObject({
      ...{ repetitions: 3, verdict: 'FAIL', outcome: 'corrupted', converged: false },
      attribution_complete: true,
    });
    expect(cell.shown.repetition).toBe(1);
  });

  it('counts how its repetitions ended, and measures those that did', () => {
    const cell = analyse({ converge_ns: 10 }, CRASHED, { converge_ns: 30 }, CRASHED);
    expect(cell.statuses).toEqual({ ok: 2, crashed: 2 });
    expect(cell.metrics.converge_ns).toMatchObject({ n: 2, point: 20 });
    expect(cell).toMatchObject({ verdict: 'UNKNOWN', standing: 'undecided' });
  });

  it('has nothing where nothing was measured', () => {
    const cell = analyse(CRASHED);
    expect(cell.metrics.converge_ns).toBeNull();
    expect(cell.metrics.import_p99_ns).toBeNull();
    expect(cell.phases).toEqual(NO_HISTOGRAMS);
  });

  it('merges the histograms of its repetitions, and leaves out those without', () => {
    const [one, other] = [histogramOf(10, 20), histogramOf(30)];
    const histograms = { ...NO_HISTOGRAMS, apply: one };
    const cell = analyse({ histograms }, CRASHED, { histograms: { ...histograms, apply: other } });
    expect(cell.phases.apply?.histogram).toEqual(mergePortable([one, other]));
    expect(cell.phases.apply?.summary).toMatchObject({ count: 3, max_ns: 30, mean_ns: 20 });
    expect(cell.phases.export).toBeNull();
  });

  it('has a phase in which nothing happened as empty, not as missing', () => {
    const histograms = { ...NO_HISTOGRAMS, apply: histogramOf() };
    const cell = analyse({ histograms });
    expect(cell.phases.apply?.summary).toMatchObject({ count: 0, p50_ns: null });
    expect(cell.metrics.apply_p50_ns).toBeNull();
  });

  it('adds heap and external memory up, where both were measured', () => {
    const both = { peak_heap_bytes: 5, peak_external_bytes: 7 };
    const cell = analyse(both, { ...both, peak_external_bytes: null });
    expect(cell.metrics.peak_memory_bytes).toMatchObject({ n: 1, point: 12 });
  });

  it('names a histogram that is none: exit 65', () => {
    const apply = { ...histogramOf(10), encoded: 'AAAA' };
    const damaged = { histograms: { ...NO_HISTOGRAMS, apply } };
    expect(() => analyse({}, damaged)).toThrow(
      problem(65, 'apply of repetition 1 of "crdt/clean_merge/2"'),
    );
  });
});

describe('the standing of a cell', () => {
  const FAILS = { verdict: 'FAIL' } as const;
  const UNTESTED: Partial<RepetitionRecord> = {
    ...{ ...FAILS, expectation: 'fail' },
    findings: [{ check: 'contention', about: 'conditions', verdict: 'UNKNOWN', reasons: [] }],
  };
  it.each<[string, Partial<RepetitionRecord>, 'pass' | 'fail' | undefined, string]>([
    ['that passed', {}, undefined, 'valid'],
    ['that passed and need not have', { expectation: 'fail' }, undefined, 'valid'],
    ['that failed as expected', { ...FAILS, expectation: 'fail' }, undefined, 'baseline'],
    ['that failed and should not have', FAILS, undefined, 'invalid'],
    ['whose failure was announced', FAILS, 'fail', 'baseline'],
    ['of a baseline that was to pass', { ...FAILS, expectation: 'fail' }, 'pass', 'invalid'],
    ['that failed as expected, untested', UNTESTED, undefined, 'undecided'],
    ['that failed and should not have, untested', UNTESTED, 'pass', 'invalid'],
    [
      'of a drawn mix of which part struck nothing',
      { ...UNTESTED, faults: 'swarm' },
      undefined,
      'baseline',
    ],
    ['without a verdict', { verdict: 'UNKNOWN', expectation: 'fail' }, undefined, 'undecided'],
  ])('%s', (_, change, override, standing) => {
    const overrides = new Map(override === undefined ? [] : [['crdt', override] as const]);
    const cell = analyseCell([buildRecord(change)], overrides);
    expect(cell.standing).toBe(standing);
    expect(cell.expectation).toBe(override ?? change.expectation ?? 'pass');
  });

  it('is that of its worst repetition, which is the one shown', () => {
    const cell = analyse({ ...FAILS, expectation: 'fail' }, UNTESTED);
    expect(cell).toMatchObject({ verdict: 'FAIL', standing: 'undecided' });
    expect(cell.shown.repetition).toBe(1);
  });
});
