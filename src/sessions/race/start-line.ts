// Where the threads of a race meet: nobody makes the first call before all of them are ready for theirs. Waking up
// takes anything from microseconds to milliseconds, so the last stretch to a common instant is spun.

import { nowNs } from '../../metrics/clock.js';

const ARRIVED = 0;
const RELEASED = 1;
/** Bytes 0 to 7 are two counters, 8 to 15 the instant of the start. */
const MEMORY_BYTES = 16;
const WAKE_UP_NS = 2_000_000n;

export function createStartLine(): SharedArrayBuffer {
  return new SharedArrayBuffer(MEMORY_BYTES);
}

/**
 * Blocks until that many threads are here, and answers with the instant of their start, the same for all.
 * @throws Error where another thread is not here within the timeout: it died or hangs.
 */
export function passStartLine(
  memory: SharedArrayBuffer,
  threads: number,
  timeout_ms: number,
): bigint {
  const counters = new Int32Array(memory, 0, 2);
  const start_ns = new BigInt64Array(memory, 8, 1);
  if (Atomics.add(counters, ARRIVED, 1) + 1 === threads) {
    Atomics.store(start_ns, 0, nowNs() + WAKE_UP_NS);
    Atomics.store(counters, RELEASED, 1);
    Atomics.notify(counters, RELEASED);
  } else if (Atomics.wait(counters, RELEASED, 0, timeout_ms) === 'timed-out') {
    throw new Error(`another thread did not reach the start line in ${timeout_ms} ms`);
  }
  const instant_ns = Atomics.load(start_ns, 0);
  while (nowNs() < instant_ns);
  return instant_ns;
}
