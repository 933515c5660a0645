// The one clock: monotonic nanoseconds, the same for every thread of the process.

/** Nanoseconds since an arbitrary origin. Readings of different threads can be compared. */
export function nowNs(): bigint {
  return process.hrtime.bigint();
}

/** A way to read the clock; tests pass one that they wind by hand. */
export type Clock = () => bigint;

/** The nanoseconds between two readings as a number: exact up to 104 days. */
export function elapsedNs(started_ns: bigint, ended_ns: bigint): number {
  return Number(ended_ns - started_ns);
}
