import { describe, expect, it } from 'vitest';
import { faultRate } from '../../src/model/fault-rate.js';

describe('faultRate', () => {
  it.each([
    ['drop=10%', 0.1],
    ['drop=10%:burst=3@2-5,delay=25%:passes=2', 0.25],
    ['drop=0.0001%', 0.000001],
    ['crash=100%:before_export', 1],
    ['skew=1000:minority,drop=5%', 0.05],
  ])('of %s is %d', (text, rate) => {
    expect(faultRate(text)).toBeCloseTo(rate, 10);
  });

  it.each(['none', 'swarm', '', 'partition=halves@2-5', 'crash=one:stale@3', 'skew=1000:one'])(
    'of %j is none',
    (text) => {
      expect(faultRate(text)).toBeNull();
    },
  );
});
