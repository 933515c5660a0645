// Time as a paced shard lives through it: the clock, and waiting on it. Real time blocks the thread, which has
// nothing else to do; virtual time stands still but for waiting, so that a simulation of one seed is one trace.

import { nowNs, type Clock } from '../metrics/clock.js';

export interface Timekeeper {
  readonly now: Clock;
  /** Returns the first reading of the clock that is `due_ns` or later, when it comes. */
  until(due_ns: bigint): bigint;
}

/** The end of a wait is spun through: a thread that sleeps wakes up microseconds to milliseconds late. */
export const SPIN_NS = 1_000_000n;
const NS_PER_MS = 1e6;

/** Sleeps long waits but for their last millisecond, which it spins; the thread does nothing else meanwhile. */
export function createRealTime(now: Clock = nowNs): Timekeeper {
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  return {
    now,
    until: (due_ns) => {
      let reading_ns = now();
      while (reading_ns < due_ns) {
        const sleep_ns = due_ns - reading_ns - SPIN_NS;
        if (sleep_ns > 0n) Atomics.wait(nobody, 0, 0, Number(sleep_ns) / NS_PER_MS);
        reading_ns = now();
      }
      return reading_ns;
    },
  };
}

export interface VirtualTime extends Timekeeper {
  /** Lets so much time pass, as work does that takes time. */
  pass(ns: bigint): void;
}

/** Begins at 0. */
export function createVirtualTime(): VirtualTime {
  let now_ns = 0n;
  return {
    now: () => now_ns,
    until: (due_ns) => {
      if (due_ns > now_ns) now_ns = due_ns;
      return now_ns;
    },
    pass: (ns) => {
      now_ns += ns;
    },
  };
}
