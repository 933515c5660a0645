// Seeded pauses where a thread is most in the way of others: before, within and after the atomic step of a call.
// Threads that merely run side by side rarely meet in a window of microseconds; a pause inside it is met often.

import { elapsedNs, nowNs } from '../../metrics/clock.js';
import { createRandom } from '../../model/random.js';

const LONGEST_SPIN_NS = 50_000;
const LONGEST_SLEEP_US = 1_000;
/** Sleeping gives the core away, as the system's scheduler would at the worst moment. */
const SLEEP_SHARE = 1 / 4;
const US_PER_MS = 1e3;

/** What a store of this thread calls at its points; does nothing where `share` is 0. */
export function yieldPoints(seed: number, share: number): () => void {
  if (share === 0) return () => undefined;
  const random = createRandom(seed);
  return () => {
    if (random.fraction() >= share) return;
    if (random.fraction() < SLEEP_SHARE) sleep(random.integer(1, LONGEST_SLEEP_US) / US_PER_MS);
    else spin(random.integer(1, LONGEST_SPIN_NS));
  };
}

const NEVER_NOTIFIED = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Blocks this thread. */
export function sleep(wait_ms: number): void {
  Atomics.wait(NEVER_NOTIFIED, 0, 0, wait_ms);
}

function spin(wait_ns: number): void {
  const began_ns = nowNs();
  while (elapsedNs(began_ns, nowNs()) < wait_ns);
}
