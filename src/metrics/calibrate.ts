// What measuring costs: reported beside every result, so that a reader can tell the write from the ruler.

import { elapsedNs, nowNs } from './clock.js';
import { LatencyHistogram } from './histogram.js';
import { LapRecorder } from './laps.js';

const BATCHES = 15;
const BATCH_SIZE = 8_000;

/** Nanoseconds per act, the median of several batches. */
export interface HarnessCost {
  /** One reading of the clock. */
  readonly clock_ns: number;
  /** One latency recorded in a histogram. */
  readonly record_ns: number;
  /** All that timing one write costs: its clock reading, stored, and later recorded. */
  readonly recording_ns_per_write: number;
}

/** Measures on this thread, now; takes about 20 ms. */
export function calibrateHarness(): HarnessCost {
  return {
    clock_ns: medianCostNs(readClock),
    record_ns: medianCostNs(recordLatencies(new LatencyHistogram())),
    recording_ns_per_write: medianCostNs(recordLaps(new LatencyHistogram())),
  };
}

function readClock(): void {
  for (let index = 0; index < BATCH_SIZE; index += 1) nowNs();
}

/** Latencies of 1 to 5 us in a scattered order, as writes have. */
function recordLatencies(histogram: LatencyHistogram): () => void {
  return () => {
    for (let index = 0; index < BATCH_SIZE; index += 1) {
      histogram.record(1_000 + ((index * 2_731) % 4_096));
    }
  };
}

function recordLaps(histogram: LatencyHistogram): () => void {
  const laps = new LapRecorder(histogram, BATCH_SIZE + 1);
  return () => {
    laps.start();
    for (let index = 0; index < BATCH_SIZE; index += 1) laps.lap();
    laps.flush();
  };
}

function medianCostNs(batch: () => void): number {
  const costs_ns = Array.from({ length: BATCHES }, () => {
    const started_ns = nowNs();
    batch();
    return elapsedNs(started_ns, nowNs()) / BATCH_SIZE;
  });
  costs_ns.sort((left, right) => left - right);
  return costs_ns[(BATCHES - 1) / 2] ?? Number.NaN;
}
