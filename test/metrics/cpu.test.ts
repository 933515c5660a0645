import { expect, it } from 'vitest';
import { startCpuMeter } from '../../src/metrics/cpu.js';

it('CPU time is counted in nanoseconds from the start of the meter and never runs back', () => {
  const read = startCpuMeter();
  const first = read();
  const second = read();
  expect(first).toBeGreaterThanOrEqual(0);
  expect(second).toBeGreaterThanOrEqual(first);
  expect(second).toBeLessThan(process.cpuUsage().user * 1_000 + process.cpuUsage().system * 1_000);
});
