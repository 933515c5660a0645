import { describe, expect, it } from 'vitest';
import { probeMachineNs } from '../../src/metrics/probe.js';

describe('the probe of the machine', () => {
  it('is a whole, finite time that is above 0', () => {
    const probe_ns = probeMachineNs();
    expect(Number.isInteger(probe_ns)).toBe(true);
    expect(probe_ns).toBeGreaterThan(0);
  });

  it('is the fastest of five passes, so that a pass that was interrupted does not count', () => {
    const readings_ns = [
      10n,
      25n,
      100n,
      70_000n,
      70_200n,
      70_204n,
      80_000n,
      80_091n,
      90_000n,
      90_100n,
    ];
    expect(probeMachineNs(() => readings_ns.shift() ?? 0n)).toBe(4);
    expect(readings_ns).toEqual([]);
  });
});
