import type { HarnessCost } from '../metrics/calibrate.js';

/** One line beside every result: what of a latency is the ruler. */
export function describeHarnessCost({ recording_ns_per_write, clock_ns }: HarnessCost): string {
  const [total, clock] = [recording_ns_per_write, clock_ns].map((ns) => ns.toFixed(0));
  return `harness: recording a write costs ${total} ns on this machine, ${clock} ns of it inside its latency`;
}
