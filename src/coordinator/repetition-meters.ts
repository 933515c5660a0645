// What is measured of a repetition from outside it: wall clock, CPU time, and the peak of its memory.

import { elapsedNs, nowNs } from '../metrics/clock.js';
import { startCpuMeter } from '../metrics/cpu.js';
import { readPeakRssBytes, resetPeakRss } from '../metrics/peak-rss.js';
import type { RepetitionResult } from './repetition-plan.js';

export interface RepetitionMeters {
  readonly wallNs: () => number;
  readonly peaks: () => Pick<RepetitionResult, 'cpu_ns' | 'peak_rss_bytes'>;
}

export function startMeters(): RepetitionMeters {
  const peak = resetPeakRss();
  const cpuNs = startCpuMeter();
  const started_ns = nowNs();
  return {
    wallNs: () => elapsedNs(started_ns, nowNs()),
    peaks: () => ({ cpu_ns: cpuNs(), peak_rss_bytes: readPeakRssBytes(peak) }),
  };
}
