// The timeline of one agent as it happens, in typed arrays that grow: an entry costs three stores between two
// writes, and a race of many agents makes no object per event.

import { elapsedNs } from '../../metrics/clock.js';
import type { TimelineLog } from './race-protocol.js';

/** In `senders`: the agent's own next write. */
export const WRITE = -1;
/** In `senders`: the agent's own next blob. Any other entry is the sender of a blob that was accepted. */
export const EXPORT = -2;

const FIRST_CAPACITY = 64;

export class EventLog {
  #senders = new Int32Array(FIRST_CAPACITY);
  #blobs = new Int32Array(FIRST_CAPACITY);
  #at_ns = new BigInt64Array(FIRST_CAPACITY);
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** @param at_ns when it was issued. */
  write(at_ns: bigint): void {
    this.#push(WRITE, 0, at_ns);
  }

  /** @param at_ns when the export began: what is written later is not in it. */
  export(at_ns: bigint): void {
    this.#push(EXPORT, 0, at_ns);
  }

  /** @param at_ns when the import was over. */
  accept(sender: number, blob: number, at_ns: bigint): void {
    this.#push(sender, blob, at_ns);
  }

  /** What was logged, in memory of its own. */
  encode(origin_ns: bigint): TimelineLog {
    const count = this.#count;
    return {
      senders: this.#senders.slice(0, count),
      blobs: this.#blobs.slice(0, count),
      times_ns: Float64Array.from(this.#at_ns.subarray(0, count), (at_ns) =>
        elapsedNs(origin_ns, at_ns),
      ),
    };
  }

  #push(sender: number, blob: number, at_ns: bigint): void {
    if (this.#count === this.#senders.length) this.#grow();
    this.#senders[this.#count] = sender;
    this.#blobs[this.#count] = blob;
    this.#at_ns[this.#count] = at_ns;
    this.#count += 1;
  }

  #grow(): void {
    const [senders, blobs, at_ns] = [this.#senders, this.#blobs, this.#at_ns];
    const capacity = senders.length * 2;
    this.#senders = new Int32Array(capacity);
    this.#blobs = new Int32Array(capacity);
    this.#at_ns = new BigInt64Array(capacity);
    this.#senders.set(senders);
    this.#blobs.set(blobs);
    this.#at_ns.set(at_ns);
  }
}
