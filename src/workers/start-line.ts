// The start line: a barrier in shared memory that releases all shards at the same instant. Waking a waiting
// thread takes anything from microseconds to milliseconds, so whoever arrives last sets a deadline a little
// ahead on the clock all threads share, and everyone spins the last stretch to it.

import { nowNs } from '../metrics/clock.js';
import type { StartLineReference } from './protocol.js';

const ARRIVED = 0;
const RELEASED = 1;
/** Bytes 0 to 7 are the two counters, 8 to 15 the deadline. */
const MEMORY_BYTES = 16;
const WAKE_UP_NS = 2_000_000n;
const WAKE_UP_PER_THREAD_NS = 50_000n;

export function createStartLine(threads: number, timeout_ms: number): StartLineReference {
  return { memory: new SharedArrayBuffer(MEMORY_BYTES), threads, timeout_ms };
}

/** One thread's end of the line. Every thread calls `pass` once per write phase. */
export class StartLine {
  readonly #reference: StartLineReference;
  readonly #counters: Int32Array;
  readonly #deadline: BigInt64Array;
  #passed = 0;

  constructor(reference: StartLineReference) {
    this.#reference = reference;
    this.#counters = new Int32Array(reference.memory, 0, 2);
    this.#deadline = new BigInt64Array(reference.memory, 8, 1);
  }

  /**
   * Blocks until every thread is here and the common deadline has come. Answers with the deadline, one
   * reading of the clock for all threads.
   * @throws Error where another thread does not arrive within the timeout: it died or hangs.
   */
  pass(): bigint {
    const arrived = Atomics.add(this.#counters, ARRIVED, 1) + 1;
    this.#passed += 1;
    if (arrived === this.#reference.threads * this.#passed) this.#release();
    else this.#await();
    const deadline_ns = Atomics.load(this.#deadline, 0);
    while (nowNs() < deadline_ns);
    return deadline_ns;
  }

  #release(): void {
    const margin_ns = WAKE_UP_NS + WAKE_UP_PER_THREAD_NS * BigInt(this.#reference.threads);
    Atomics.store(this.#deadline, 0, nowNs() + margin_ns);
    Atomics.store(this.#counters, RELEASED, this.#passed);
    Atomics.notify(this.#counters, RELEASED);
  }

  #await(): void {
    const result = Atomics.wait(
      this.#counters,
      RELEASED,
      this.#passed - 1,
      this.#reference.timeout_ms,
    );
    if (result === 'timed-out') {
      throw new Error(
        `another thread did not reach the start line in ${this.#reference.timeout_ms} ms`,
      );
    }
  }
}
