// Where a repetition's time goes, phase by phase, and how much of it the threads worked.

import { elapsedNs, nowNs } from '../metrics/clock.js';
import type { ShardInterval } from '../metrics/intervals.js';

type TimedPhase = 'write' | 'exchange' | 'read';

/** Elapsed time per phase, as the coordinator saw it, and how much of it the threads worked. */
export class PhaseStopwatch {
  readonly #elapsed_ns = new Map<TimedPhase, number>();
  #busy_ns = 0;

  async time<T extends ShardInterval>(phase: TimedPhase, work: () => Promise<T[]>): Promise<T[]> {
    const started_ns = nowNs();
    const intervals = await work();
    this.add(phase, intervals, elapsedNs(started_ns, nowNs()));
    return intervals;
  }

  add(phase: TimedPhase, intervals: readonly ShardInterval[], elapsed_ns: number): void {
    this.#elapsed_ns.set(phase, this.elapsedNs(phase) + elapsed_ns);
    for (const { started_ns, ended_ns } of intervals)
      this.#busy_ns += elapsedNs(started_ns, ended_ns);
  }

  elapsedNs(phase: TimedPhase): number {
    return this.#elapsed_ns.get(phase) ?? 0;
  }

  busyShare(threads: number): number | null {
    const available_ns = threads * [...this.#elapsed_ns.values()].reduce((sum, ns) => sum + ns, 0);
    return available_ns > 0 ? this.#busy_ns / available_ns : null;
  }
}

/** From the first start to the last end. */
export function spanNs(intervals: readonly ShardInterval[]): number {
  const starts = intervals.map(({ started_ns }) => started_ns);
  const ends = intervals.map(({ ended_ns }) => ended_ns);
  const first_ns = starts.reduce(
    (least, start) => (start < least ? start : least),
    starts[0] ?? 0n,
  );
  const last_ns = ends.reduce((most, end) => (end > most ? end : most), 0n);
  return elapsedNs(first_ns, last_ns);
}
