import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { GcMeter } from '../../src/metrics/gc.js';

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const gc = runInNewContext('gc') as () => void;
  gc();
}

describe('GcMeter', () => {
  it('counts collections of a synchronous stretch of work that ends just before the stop', async () => {
    const meter = new GcMeter();
    meter.start();
    for (let collection = 0; collection < 5; collection += 1) collectGarbage();
    const { gc_count, gc_pause_ns } = await meter.stop();
    expect(gc_count).toBeGreaterThanOrEqual(5);
    expect(gc_pause_ns).toBeGreaterThan(0);
    expect(Number.isInteger(gc_pause_ns)).toBe(true);
  });

  it('counts nothing that happened before it started', async () => {
    for (let collection = 0; collection < 20; collection += 1) collectGarbage();
    const meter = new GcMeter();
    meter.start();
    expect((await meter.stop()).gc_count).toBeLessThan(20);
  });
});
