// One agent's scalar writes to one field: which of them others follow, and which stand. An agent's writes
// are a chain, each on top of the one before it, until it is restarted from an old blob: they then fork
// after the last write that it still had, and the two branches are concurrent.

import type { ScalarEntry } from './entry.js';

export class AgentScalars {
  readonly #entries = new Map<number, ScalarEntry>();
  /** Ops that are followed, each with all it was written on top of, whether or not they have come. */
  readonly #followed = new Set<number>();
  /** Ops that a write of this agent is on top of. */
  readonly #continued = new Set<number>();
  /** Ops that nothing of this agent is on top of yet: one, unless the agent lost writes. */
  readonly #tips = new Set<number>();
  readonly #standing = new Map<number, ScalarEntry>();
  /** All up to this op are followed by declaration. */
  #declared_op_id = -1;

  /** Adds a write and what it is on top of; returns those of this agent that no longer stand. */
  add(entry: ScalarEntry): readonly ScalarEntry[] {
    const { op_id } = entry.write;
    this.#entries.set(op_id, entry);
    if (!this.#continued.has(op_id)) this.#tips.add(op_id);
    const overwritten = entry.on_top_of === null ? [] : this.#continue(entry.on_top_of);
    if (!this.#followed.has(op_id) && op_id > this.#declared_op_id)
      this.#standing.set(op_id, entry);
    return overwritten;
  }

  #continue(op_id: number): readonly ScalarEntry[] {
    this.#continued.add(op_id);
    this.#tips.delete(op_id);
    return this.follow(op_id);
  }

  /** Says that a write is followed, with all it is on top of; returns those that no longer stand. */
  follow(op_id: number): readonly ScalarEntry[] {
    const fallen: ScalarEntry[] = [];
    let next: number | null = op_id;
    while (next !== null && !this.#followed.has(next)) {
      this.#followed.add(next);
      fallen.push(...this.#fell(next));
      next = this.#entries.get(next)?.on_top_of ?? null;
    }
    return fallen;
  }

  /** Says that all writes up to one are followed; returns those that no longer stand. */
  followUpTo(op_id: number): readonly ScalarEntry[] {
    if (op_id <= this.#declared_op_id) return [];
    this.#declared_op_id = op_id;
    return [...this.#standing.keys()].filter((op) => op <= op_id).flatMap((op) => this.#fell(op));
  }

  stands(op_id: number): boolean {
    return this.#standing.has(op_id);
  }

  /** What stands for all of this agent's writes here. */
  tips(): readonly number[] {
    return [...this.#tips];
  }

  /** What the agent's next write is on top of. */
  latest(): number | null {
    return this.#tips.size === 0 ? null : Math.max(...this.#tips);
  }

  #fell(op_id: number): readonly ScalarEntry[] {
    const entry = this.#standing.get(op_id);
    this.#standing.delete(op_id);
    return entry ? [entry] : [];
  }
}
