// One agent's scalar writes to one field: which of them others follow, and which stand. An agent's writes
// are a chain, each on top of the one before it, until it is restarted from an old blob: they then fork
// after the last write that it still had, and the two branches are concurrent.

import type { ScalarEntry } from './entry.js';

/** What is known of one op: more than nothing even before the write itself has come. */
interface Place {
  readonly op_id: number;
  entry: ScalarEntry | null;
  /** Some known write follows it, and with it all it is on top of. */
  followed: boolean;
  /** Some write of this agent is on top of it. */
  continued: boolean;
  /** The one that became known before it: a list with little to it, as there is one per agent and field. */
  readonly earlier: Place | null;
}

const NONE: readonly ScalarEntry[] = [];

export class AgentScalars {
  /** The last that became known, which mostly is the one asked for. */
  #last: Place | null = null;
  /** Ops that nothing of this agent is on top of yet: one, unless the agent lost writes. */
  #tips: readonly number[] = [];
  /** All up to this op are followed by declaration. */
  #declared_op_id = -1;

  /** Adds a write, and follows what it is on top of; returns those of this agent that no longer stand. */
  add(entry: ScalarEntry): readonly ScalarEntry[] {
    const { op_id } = entry.write;
    const place = this.#placeOf(op_id);
    place.entry = entry;
    const { on_top_of } = entry;
    const tips = this.#tips.filter((tip) => tip !== on_top_of);
    this.#tips = place.continued ? tips : [...tips, op_id];
    if (on_top_of === null) return NONE;
    this.#placeOf(on_top_of).continued = true;
    return this.follow(on_top_of);
  }

  /** Says that a write is followed, with all it is on top of; returns those that no longer stand. */
  follow(op_id: number): readonly ScalarEntry[] {
    const fallen: ScalarEntry[] = [];
    let next: number | null = op_id;
    while (next !== null) {
      const place = this.#placeOf(next);
      if (place.followed) break;
      if (place.entry && this.#stands(place)) fallen.push(place.entry);
      place.followed = true;
      next = place.entry?.on_top_of ?? null;
    }
    return fallen;
  }

  /** Says that all writes up to one are followed; returns those that no longer stand. */
  followUpTo(op_id: number): readonly ScalarEntry[] {
    const fallen: ScalarEntry[] = [];
    for (let place = this.#last; place; place = place.earlier) {
      if (place.entry && place.op_id <= op_id && this.#stands(place)) fallen.push(place.entry);
    }
    this.#declared_op_id = Math.max(this.#declared_op_id, op_id);
    return fallen;
  }

  stands(op_id: number): boolean {
    return this.#stands(this.#placeOf(op_id));
  }

  /** What stands for all of this agent's writes here. */
  tips(): readonly number[] {
    return this.#tips;
  }

  /** What the agent's next write is on top of. */
  latest(): number | null {
    return this.#tips.length === 0 ? null : Math.max(...this.#tips);
  }

  #stands({ op_id, entry, followed }: Place): boolean {
    return entry !== null && !followed && op_id > this.#declared_op_id;
  }

  #placeOf(op_id: number): Place {
    let place = this.#last;
    while (place && place.op_id !== op_id) place = place.earlier;
    if (place) return place;
    const earlier = this.#last;
    this.#last = { op_id, entry: null, followed: false, continued: false, earlier };
    return this.#last;
  }
}
