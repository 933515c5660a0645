import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../../src/results/compare/measure.js';
import { verdictOn, type Tolerance } from '../../../src/results/compare/metric-verdict.js';

const TOLERANCE: Tolerance = { tolerance_percent: 5, allowance_percent: 0, machine: 'own' };
const MS = 1_000_000;

/** A difference of so many percent, its interval, of a base of 100 ms. */
function measured(
  low: number | null,
  high: number | null,
  changes: Partial<Measurement> = {},
): Measurement {
  const percent = ((low ?? 0) + (high ?? 0)) / 2;
  return {
    metric: 'converge_ns',
    base: { n: 10, point: 100 * MS },
    new: { n: 10, point: (100 + percent) * MS },
    difference: percent * MS,
    relative: { percent, low_percent: low, high_percent: high },
    p: 0.001,
    ...changes,
  };
}

function typeOf(
  measurement: Measurement,
  p_holm: number | null = 0.01,
  tolerance = TOLERANCE,
): string {
  return verdictOn(measurement, p_holm, tolerance).type;
}

describe('the verdict on one metric', () => {
  it('is a regression where the whole interval lies beyond the tolerance', () => {
    expect(typeOf(measured(6, 14))).toBe('regression');
  });

  it('is an improvement where it lies beyond it on the other side', () => {
    expect(typeOf(measured(-14, -6))).toBe('improvement');
  });

  it.each([
    [5, 14],
    [-2, 14],
    [-14, -5],
    [-20, 20],
  ])('is unclear where the interval from %d to %d reaches into the tolerance', (low, high) => {
    expect(typeOf(measured(low, high))).toBe('unclear');
  });

  it('is no change where the interval lies within it, however significant', () => {
    expect(typeOf(measured(1, 5), 1e-9)).toBe('no_change');
    expect(typeOf(measured(0, 0), 1)).toBe('no_change');
  });

  it('is unclear where the difference may be chance', () => {
    expect(typeOf(measured(6, 14), 0.05)).toBe('unclear');
  });

  it('is unclear where the difference is no larger than the floor of the metric', () => {
    expect(typeOf(measured(6, 14, { difference: MS }))).toBe('unclear');
    expect(typeOf(measured(6, 14, { difference: MS + 1 }))).toBe('regression');
  });

  it('is unclear without an interval', () => {
    expect(typeOf(measured(null, null))).toBe('unclear');
  });

  it('is none for a metric that is no gate', () => {
    expect(typeOf(measured(6, 14, { metric: 'write_phase_ns' }), null)).toBe('not_gated');
  });

  it('is a regression where something rises from nothing', () => {
    const risen = { metric: 'model_calls_total', difference: 3 } as const;
    const relative = { percent: Infinity, low_percent: Infinity, high_percent: Infinity };
    expect(typeOf(measured(0, 0, { ...risen, relative }))).toBe('regression');
  });
});

describe('the verdict on a machine that moved', () => {
  const moved = { ...TOLERANCE, allowance_percent: 4 };

  it('asks a time for that much more', () => {
    expect(typeOf(measured(8, 14), 0.01, moved)).toBe('unclear');
    expect(typeOf(measured(10, 14), 0.01, moved)).toBe('regression');
    expect(typeOf(measured(-8, -6), 0.01, moved)).toBe('unclear');
  });

  it('takes a time for unchanged only where the machine cannot have hidden a change', () => {
    expect(typeOf(measured(-2, 2), 1, moved)).toBe('unclear');
    expect(typeOf(measured(-1, 1), 1, moved)).toBe('no_change');
  });

  it('asks nothing more of bytes, which no machine changes', () => {
    expect(typeOf(measured(6, 14, { metric: 'bytes_exchanged' }), 0.01, moved)).toBe('regression');
  });
});

describe('the verdict on a busy machine', () => {
  const busy: Tolerance = { ...TOLERANCE, machine: 'busy' };

  it('judges no time, neither as worse nor as the same', () => {
    expect(typeOf(measured(90, 99), 0.01, busy)).toBe('unclear');
    expect(typeOf(measured(0, 0), 1, busy)).toBe('unclear');
  });

  it('judges bytes as ever', () => {
    expect(typeOf(measured(6, 14, { metric: 'bytes_exchanged' }), 0.01, busy)).toBe('regression');
  });
});
