// Waiting for others: a bounded exponential backoff with full jitter (M. Brooker, "Exponential Backoff and
// Jitter", 2015), on the agent's own thread, as an agent that must hold the lease waits. How long is drawn from
// a seed; whether anybody waits at all is the scheduler's doing.

import { createRandom } from '../../model/random.js';

const SHORTEST_MS = 0.05;
const LONGEST_MS = 2;
/** Waited in all for one lease. Whoever holds it has then outlived many of its times to live, or hangs. */
const PATIENCE_MS = 120_000;

/** Blocks this thread. */
export type Sleep = (ms: number) => void;

export class Patience {
  readonly #random: ReturnType<typeof createRandom>;
  readonly #sleep: Sleep;
  #most_ms = SHORTEST_MS;
  #waited_ms = 0;

  constructor(seed: number, sleep: Sleep = sleepHere) {
    this.#random = createRandom(seed);
    this.#sleep = sleep;
  }

  /** A new wait begins. */
  renew(): void {
    this.#most_ms = SHORTEST_MS;
    this.#waited_ms = 0;
  }

  /**
   * Waits a little, longer each time.
   * @throws Error where it has waited for too long.
   */
  wait(reason: string): void {
    if (this.#waited_ms > PATIENCE_MS) throw new Error(`waited ${PATIENCE_MS} ms: ${reason}`);
    const wait_ms = Math.max(this.#most_ms * this.#random.fraction(), SHORTEST_MS / 2);
    this.#most_ms = Math.min(2 * this.#most_ms, LONGEST_MS);
    this.#waited_ms += wait_ms;
    this.#sleep(wait_ms);
  }
}

const never = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Nobody ever notifies: the time is all that ends it. */
function sleepHere(ms: number): void {
  Atomics.wait(never, 0, 0, ms);
}
