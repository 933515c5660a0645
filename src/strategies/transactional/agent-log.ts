// The writes of one agent that a replica knows, in the order of their ops, and what tells them from those
// that another replica knows.

import type { Entry } from './entry.js';
import type { Fingerprint } from './fingerprint.js';
import { extended, OF_NOTHING } from './fingerprint.js';
import type { Known } from './version.js';

export class AgentLog {
  readonly #agent_id: string;
  readonly #byOp = new Map<number, Entry>();
  /** By op id. */
  readonly #sorted: Entry[] = [];
  /** Entry i is the fingerprint of the first i + 1 writes; shorter where not asked for yet. */
  readonly #fingerprints: Fingerprint[] = [];

  constructor(agent_id: string) {
    this.#agent_id = agent_id;
  }

  get(op_id: number): Entry | undefined {
    return this.#byOp.get(op_id);
  }

  /** Adds a write that is not in the log. */
  add(entry: Entry): void {
    const { op_id } = entry.write;
    this.#byOp.set(op_id, entry);
    const at = this.#countUpTo(op_id);
    if (at === this.#sorted.length) {
      this.#sorted.push(entry);
      return;
    }
    this.#sorted.splice(at, 0, entry);
    this.#fingerprints.splice(at);
  }

  entries(): readonly Entry[] {
    return this.#sorted;
  }

  known(): Known {
    const count = this.#sorted.length;
    return {
      agent_id: this.#agent_id,
      latest_op_id: this.#sorted.at(-1)?.write.op_id ?? 0,
      count,
      fingerprint: this.#fingerprintOf(count),
    };
  }

  /** The writes after those known elsewhere, or all where those known there are not the same. */
  entriesBeyond(elsewhere: Known | undefined): readonly Entry[] {
    if (!elsewhere) return this.#sorted;
    const count = this.#countUpTo(elsewhere.latest_op_id);
    const [low, high] = this.#fingerprintOf(count);
    const same =
      count === elsewhere.count &&
      low === elsewhere.fingerprint[0] &&
      high === elsewhere.fingerprint[1];
    return same ? this.#sorted.slice(count) : this.#sorted;
  }

  #fingerprintOf(count: number): Fingerprint {
    const known = this.#fingerprints;
    for (const { write } of this.#sorted.slice(known.length, count)) {
      known.push(extended(known.at(-1) ?? OF_NOTHING, write.op_id));
    }
    return known[count - 1] ?? OF_NOTHING;
  }

  /** How many writes have this op id or an earlier one, by bisection from the end. */
  #countUpTo(op_id: number): number {
    const last = this.#sorted.at(-1);
    if (!last || last.write.op_id <= op_id) return this.#sorted.length;
    let low = 0;
    let high = this.#sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#sorted[middle]?.write.op_id ?? Infinity) <= op_id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
