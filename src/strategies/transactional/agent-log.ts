// The writes of one agent that a replica knows, in the order of their ops.

import type { Entry } from './entry.js';
import type { OpRange } from './version.js';

export class AgentLog {
  readonly #byOp = new Map<number, Entry>();
  /** By op id, once sorted: writes come in order, but for those of an agent that was restarted. */
  #entries: Entry[] = [];
  #order: 'sorted' | 'unknown' = 'sorted';
  /** Null until asked for again after a change. */
  #ranges: readonly OpRange[] | null = null;

  get(op_id: number): Entry | undefined {
    return this.#byOp.get(op_id);
  }

  /** Adds a write that is not in the log. */
  add(entry: Entry): void {
    const { op_id } = entry.write;
    if (op_id < (this.#entries.at(-1)?.write.op_id ?? -1)) this.#order = 'unknown';
    this.#byOp.set(op_id, entry);
    this.#entries.push(entry);
    this.#ranges = null;
  }

  entries(): readonly Entry[] {
    if (this.#order === 'unknown') this.#entries.sort((a, b) => a.write.op_id - b.write.op_id);
    this.#order = 'sorted';
    return this.#entries;
  }

  ranges(): readonly OpRange[] {
    this.#ranges ??= rangesOf(this.entries());
    return this.#ranges;
  }

  /** The writes whose ops lie in none of the ranges, which ascend. */
  entriesOutside(ranges: readonly OpRange[]): readonly Entry[] {
    let at = 0;
    return this.entries().filter(({ write: { op_id } }) => {
      while (op_id > (ranges[at]?.last ?? Infinity)) at += 1;
      return op_id < (ranges[at]?.first ?? Infinity);
    });
  }
}

function rangesOf(sorted: readonly Entry[]): readonly OpRange[] {
  const ranges: { first: number; last: number }[] = [];
  for (const { write } of sorted) {
    const range = ranges.at(-1);
    if (range && write.op_id === range.last + 1) range.last = write.op_id;
    else ranges.push({ first: write.op_id, last: write.op_id });
  }
  return ranges;
}
