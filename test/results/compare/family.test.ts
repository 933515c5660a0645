import { describe, expect, it } from 'vitest';
import { GateFamily } from '../../../src/results/compare/family.js';
import type { Measurement } from '../../../src/results/compare/measure.js';

function measured(n: number, p = 1, metric: Measurement['metric'] = 'converge_ns'): Measurement {
  const relative = { percent: 0, low_percent: 0, high_percent: 0 };
  return { metric, base: { n, point: 1 }, new: { n, point: 1 }, difference: 0, relative, p };
}

function family(n: number, comparisons: number) {
  return new GateFamily(Array.from({ length: comparisons }, () => measured(n))).describe();
}

describe('the family of all gates', () => {
  it.each([
    // The least p of n against n is 2 / (2n choose n).
    { n: 3, comparisons: 1, blind: 1, runs_needed: 4 },
    { n: 4, comparisons: 1, blind: 0, runs_needed: 4 },
    { n: 4, comparisons: 2, blind: 2, runs_needed: 5 },
    { n: 5, comparisons: 6, blind: 0, runs_needed: 5 },
    { n: 5, comparisons: 7, blind: 7, runs_needed: 6 },
    { n: 10, comparisons: 4_600, blind: 0, runs_needed: 10 },
    { n: 10, comparisons: 4_700, blind: 4_700, runs_needed: 11 },
  ])('says that of $comparisons comparisons over $n repetitions $blind are blind', (known) => {
    const { n, ...expected } = known;
    expect(family(n, known.comparisons)).toEqual(expected);
  });

  it('is not blind without a comparison', () => {
    expect(family(3, 0)).toMatchObject({ comparisons: 0, blind: 0 });
  });

  it('counts as blind what was measured in one repetition of one side', () => {
    const one = { ...measured(10), base: { n: 1, point: 1 } };
    expect(new GateFamily([one, measured(10)]).describe()).toMatchObject({ blind: 1 });
  });

  it('corrects over gates alone', () => {
    const [gate, other, shown] = [
      measured(10, 0.01),
      measured(10, 0.5),
      measured(10, 0.001, 'write_phase_ns'),
    ];
    const gates = new GateFamily([gate, other, shown]);
    expect(gates.adjustedP(gate)).toBeCloseTo(0.02);
    expect(gates.adjustedP(shown)).toBeNull();
    expect(gates.describe().comparisons).toBe(2);
  });
});
