import { describe, expect, it } from 'vitest';
import type { ScalingFit } from '../../../src/results/analysis/analysis.js';
import { fitFor, fitsOf } from '../../../src/results/analysis/fits.js';
import { METRICS } from '../../../src/results/analysis/metric.js';
import { seriesOf } from '../../../src/results/analysis/series.js';
import type { RepetitionRecord } from '../../../src/results/record.js';
import { cellsOf, recordOf } from './build-cells.js';

const SIZES = [2, 4, 8, 16, 32, 64];

/** The fit of the time to converge over one cell a size. */
function fitOf(
  changesOf: (agents: number) => Partial<RepetitionRecord>,
  sizes: readonly number[] = SIZES,
): ScalingFit | undefined {
  const records = sizes.map((agents) => recordOf({ agents, ...changesOf(agents) }));
  return fitsOf(seriesOf(cellsOf(records))).find(({ metric }) => metric === 'converge_ns');
}

describe('a fit', () => {
  it('is shown with its exponent and interval where the points are a power law', () => {
    // Alternately 3 % above and below.
    const fit = fitOf((agents) => ({
      converge_ns: 1_000 * agents ** 1.5 * (Math.log2(agents) % 2 === 0 ? 0.97 : 1.03),
    }));
    expect(fit).toMatchObject({ type: 'fitted', n: 6, workload: 'clean_merge', threads: 'auto' });
    const { b, b_low, b_high } = fit as Extract<ScalingFit, { type: 'fitted' }>;
    expect(b).toBeCloseTo(1.5, 1);
    expect(b_low).toBeLessThan(1.5);
    expect(b_high).toBeGreaterThan(1.5);
  });

  it('is made for every metric that is fitted and was measured, of every series', () => {
    const records = ['lww', 'crdt'].map((strategy) => recordOf({ strategy }));
    const [cell] = cellsOf(records);
    const fitted = METRICS.filter((metric) => metric.fitted)
      .map(({ name }) => name)
      .filter((name) => cell?.metrics[name] !== null);
    expect(fitted).toContain('converge_ns');
    expect(fitted).not.toContain('heal_ns');
    expect(fitsOf(seriesOf(cellsOf(records))).map(({ metric }) => metric)).toEqual([
      ...fitted,
      ...fitted,
    ]);
  });

  it('is found by the series it is of, among those that go by one name', () => {
    const records = ['a.js', 'b.js'].flatMap((plugin, index) =>
      SIZES.map((agents) => ({
        ...recordOf({ strategy: 'mine', agents, converge_ns: 1_000 * agents ** (index + 1) }),
        cell_id: `clean_merge/${plugin}/mesh/batch/a${agents}/tauto`,
      })),
    );
    const series = seriesOf(cellsOf(records));
    const fits = fitsOf(series);
    const exponents = series.map((one) => fitFor(fits, one, 'converge_ns'));
    expect(exponents).toEqual([
      expect.objectContaining({ label: 'mine', b: expect.closeTo(1, 6) as number }),
      expect.objectContaining({ label: 'mine (2)', b: expect.closeTo(2, 6) as number }),
    ]);
  });

  it('is made of a baseline: what it costs is real', () => {
    const fit = fitOf((agents) => ({
      ...{ verdict: 'FAIL', expectation: 'fail' },
      converge_ns: 10 * agents,
    }));
    expect(fit).toMatchObject({ type: 'fitted', n: 6 });
  });

  it('leaves out the cells that should have passed, and those without a verdict', () => {
    const unfit: Readonly<Record<number, Partial<RepetitionRecord>>> = {
      2: { verdict: 'FAIL', converge_ns: 1 },
      64: { verdict: 'UNKNOWN', converge_ns: null },
    };
    const fit = fitOf((agents) => ({ converge_ns: 10 * agents, ...unfit[agents] }));
    expect(fit).toMatchObject({ type: 'fitted', n: 4 });
    expect((fit as Extract<ScalingFit, { type: 'fitted' }>).b).toBeCloseTo(1, 8);
  });
});

describe('a fit is refused', () => {
  const wiggle = [10, 900, 40, 5_000, 60, 9_000];
  it.each<[string, ScalingFit | undefined, string]>([
    [
      'below four sizes',
      fitOf((agents) => ({ converge_ns: agents }), [2, 4, 8]),
      'a fit needs 4 sizes, and there are 3',
    ],
    [
      'where too few are left',
      fitOf((agents) => ({ converge_ns: agents, verdict: agents > 2 ? 'FAIL' : 'PASS' })),
      'a fit needs 4 sizes, and there is 1, 5 left out as their verdict is not as expected',
    ],
    [
      'at a cost of 0',
      fitOf((agents) => ({ converge_ns: agents < 8 ? 0 : agents })),
      'it is 0 at 2 and 4 agents, which no power law ever is',
    ],
    [
      'where a size was not measured',
      fitOf((agents) => ({ converge_ns: agents === 1 ? null : agents }), [1, 2, 4, 8]),
      'not measured at 1 agent',
    ],
    [
      'where the points do not lie on a line',
      fitOf((agents) => ({ converge_ns: wiggle[Math.log2(agents) - 1] ?? 0 })),
      'agents explain 35 % of how it varies (exponent 1.27), less than 95 %',
    ],
    [
      'where the growth bends, however well the line explains it',
      fitOf((agents) => ({ converge_ns: 1_000 * agents * (agents - 1) })),
      'its growth bends, from an exponent of 2.5 at the smallest size to 1.9 at the largest',
    ],
    [
      'where a fixed cost hides the growth at small sizes',
      fitOf((agents) => ({ converge_ns: 200 + agents ** 2 }), [2, 4, 8, 16, 32, 64, 128]),
      'agents explain 89 % of how it varies (exponent 1.07), less than 95 %',
    ],
    [
      'where one point lies far off',
      fitOf((agents) => ({ converge_ns: agents ** 2 * (agents === 8 ? 2 : 1) })),
      'a point lies off the fitted line by a factor of 1.8',
    ],
  ])('%s', (_, fit, reason) => {
    expect(fit).toMatchObject({ type: 'refused', reason });
  });
});
