import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentsAxis, costAxis, countAxis, type Axis } from '../../../src/results/figures/axes.js';

function domainOf({ scale }: Axis): readonly number[] {
  return scale['domain'] as readonly number[];
}

function ticksOf({ axis }: Axis): readonly number[] {
  return axis['values'] as readonly number[];
}

describe('axes', () => {
  it('of costs are logarithmic, unless one is 0', () => {
    expect(costAxis([1, 10]).type).toBe('log');
    expect(costAxis([0, 1_000]).type).toBe('symlog');
    expect(costAxis([0, 3]).type).toBe('linear');
    expect(costAxis([0, 0])).toMatchObject({ type: 'linear', scale: { domain: [-0.04, 1] } });
  });

  it('of costs have ticks all along where two powers of ten are in sight', () => {
    expect(ticksOf(costAxis([180, 60_000]))).toEqual([300, 1_000, 3_000, 10_000, 30_000]);
  });

  it('of few whole counts have whole ticks', () => {
    expect(countAxis([0, 3]).axis).toMatchObject({ tickMinStep: 1 });
    expect(countAxis([0, 2.5]).axis).not.toHaveProperty('tickMinStep');
  });

  it('of numbers of agents have the sizes themselves, each once', () => {
    expect(ticksOf(agentsAxis([64, 2, 2, 8]))).toEqual([2, 8, 64]);
  });

  it('leave the part free that is asked for beyond the largest size', () => {
    const [low = 0, high = 0] = domainOf(agentsAxis([2, 4, 8], 0.25));
    expect(Math.log(8 / low) / Math.log(high / low)).toBeCloseTo(0.75, 6);
  });

  it('of costs hold all values, with a few ticks in order and in sight', () => {
    const costs = fc.array(fc.double({ min: 1e-9, max: 1e12, noNaN: true }), { minLength: 1 });
    fc.assert(
      fc.property(costs, (values) => {
        const axis = costAxis(values);
        const [low = 0, high = 0] = domainOf(axis);
        expect(low).toBeLessThan(Math.min(...values));
        expect(high).toBeGreaterThan(Math.max(...values));
        const ticks = ticksOf(axis);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(8);
        expect(ticks).toEqual([...new Set(ticks)].sort((left, right) => left - right));
        expect(Math.min(...ticks)).toBeGreaterThanOrEqual(low);
        expect(Math.max(...ticks)).toBeLessThanOrEqual(high);
      }),
    );
  });
});
