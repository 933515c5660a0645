import { describe, expect, it } from 'vitest';
import { readPeakRssBytes, resetPeakRss } from '../../src/metrics/peak-rss.js';

describe('peak RSS', () => {
  it('is read in bytes from what the kernel calls the high-water mark', () => {
    const status = 'Name:\tnode\nVmPeak:\t  99 kB\nVmHWM:\t   2048 kB\nVmRSS:\t  1024 kB\n';
    expect(readPeakRssBytes('reset', () => status)).toBe(2_097_152);
  });

  it('is not the peak of this repetition where it could not be reset', () => {
    expect(readPeakRssBytes('unavailable', () => 'VmHWM:\t 2048 kB\n')).toBeNull();
  });

  it('is not measured where the kernel does not say', () => {
    expect(readPeakRssBytes('reset', () => null)).toBeNull();
  });

  it('is resident memory of this process where it can be reset', () => {
    const since = resetPeakRss();
    const plausible = {
      reset: (bytes: number | null) => Number(bytes) > 1_000_000,
      unavailable: (bytes: number | null) => bytes === null,
    };
    expect(plausible[since](readPeakRssBytes(since))).toBe(true);
  });
});
