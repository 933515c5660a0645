import { expect, it } from 'vitest';
import { calibrateHarness } from '../../src/metrics/calibrate.js';

it('every part of the cost of measuring is a positive number of nanoseconds', () => {
  const costs_ns = Object.values(calibrateHarness());
  expect(costs_ns).toHaveLength(3);
  for (const cost_ns of costs_ns) expect(cost_ns).toBeGreaterThan(0);
});
