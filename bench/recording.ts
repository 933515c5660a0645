import { calibrateHarness } from '../dist/metrics/calibrate.js';
import type { Benchmark } from './benchmark.js';

/** What timing one write costs, clock and histogram together. */
export const recording: Benchmark = {
  name: 'recording',
  measure: () => {
    const { recording_ns_per_write, clock_ns, record_ns } = calibrateHarness();
    const how = `clock ${clock_ns.toFixed(0)} ns, histogram ${record_ns.toFixed(0)} ns (medians of 15 batches of 8,000)`;
    const name = 'recording one write';
    return Promise.resolve([
      { name, value: recording_ns_per_write, unit: 'ns', target: { at_most: 150 }, how },
    ]);
  },
};
