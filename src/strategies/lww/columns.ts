// The registers of one replica as columns of numbers, a row for each. Rows are made once and stay; what a row
// holds is replaced. A full mesh compares millions of stamps and gossip asks every replica for all of its own
// in every pass: numbers next to each other are read many times faster than objects spread over a heap.

import { TextArena } from './arena.js';
import { decodeContent, decodeName, textReader } from './decode.js';
import type { Register } from './register.js';
import { spellContent, spellName } from './texts.js';

const INITIAL_ROWS = 8;
/** What nothing holds any more may take this much beside as many bytes as are held. */
const SPARE_BYTES = 1024;

/** Numbers per row of each column. */
export const WIDTH = { key: 2, stamp: 2, strings: 4 } as const;

export class Columns {
  /** Low and high half of the field key. */
  keys = new Int32Array(INITIAL_ROWS * WIDTH.key);
  /** Clock and op id. The clock is 0 where nothing is held, so that every entry wins: clocks start at 1. */
  stamps = new Float64Array(INITIAL_ROWS * WIDTH.stamp);
  /** Where in the arena agent id, field and content start, one after the other, and the bytes of each. */
  strings = new Uint32Array(INITIAL_ROWS * WIDTH.strings);
  /** Those that were written here or asked for since they came; of most that come, only the strings are kept. */
  readonly #registers: (Register | undefined)[] = [];
  /** Rows written here whose strings have not been needed yet. */
  readonly #unspelled = new Set<number>();
  #arena = new TextArena();
  #held_bytes = 0;

  get rows(): number {
    return this.#registers.length;
  }

  /** Whether the row holds anything; not to be asked during an import. */
  isHeld(row: number): boolean {
    return (this.stamps[row * WIDTH.stamp] ?? 0) > 0;
  }

  get arena(): TextArena {
    return this.#arena;
  }

  /** The number of a new row, which holds nothing. */
  add(key_low: number, key_high: number): number {
    const row = this.rows;
    if ((row + 1) * WIDTH.key > this.keys.length) this.#grow();
    this.#registers.push(undefined);
    this.keys[row * WIDTH.key] = key_low;
    this.keys[row * WIDTH.key + 1] = key_high;
    return row;
  }

  #grow(): void {
    const { keys, stamps, strings } = this;
    this.keys = new Int32Array(2 * keys.length);
    this.keys.set(keys);
    this.stamps = new Float64Array(2 * stamps.length);
    this.stamps.set(stamps);
    this.strings = new Uint32Array(2 * strings.length);
    this.strings.set(strings);
  }

  /** What was written here; its strings are spelled when they are needed. */
  write(row: number, register: Register): void {
    this.#registers[row] = register;
    this.stamps[row * WIDTH.stamp] = register.clock;
    this.stamps[row * WIDTH.stamp + 1] = register.op_id;
    this.#place(row, 0, [0, 0, 0]);
    this.#unspelled.add(row);
  }

  /** What came, by its strings, which are known to be those of a register and which the arena holds. */
  take(row: number, at: number, lengths: StringLengths): void {
    this.#registers[row] = undefined;
    this.#place(row, at, lengths);
  }

  /** What the row holds; undefined where that is nothing. */
  read(row: number): Register | undefined {
    return this.#registers[row] ?? (this.isHeld(row) ? this.#decode(row) : undefined);
  }

  /** Keeps what it returns, for whoever asks again. */
  keep(row: number): Register | undefined {
    const register = this.read(row);
    if (register) this.#registers[row] = register;
    return register;
  }

  /** By its strings; undefined where there are none. */
  heldField(row: number): string | undefined {
    if (this.lengthOf(row) === 0) return undefined;
    const field_at =
      (this.strings[row * WIDTH.strings] ?? 0) + (this.strings[row * WIDTH.strings + 1] ?? 0);
    const end = field_at + (this.strings[row * WIDTH.strings + 2] ?? 0);
    return decodeName(textReader(this.#arena.bytes, field_at, end)(field_at, end));
  }

  #decode(row: number): Register {
    const { stamps, strings } = this;
    const at = strings[row * WIDTH.strings] ?? 0;
    const field_at = at + (strings[row * WIDTH.strings + 1] ?? 0);
    const content_at = field_at + (strings[row * WIDTH.strings + 2] ?? 0);
    const end = at + this.lengthOf(row);
    const textOf = textReader(this.#arena.bytes, at, end);
    return {
      field: decodeName(textOf(field_at, content_at)),
      clock: stamps[row * WIDTH.stamp] ?? 0,
      agent_id: decodeName(textOf(at, field_at)),
      op_id: stamps[row * WIDTH.stamp + 1] ?? 0,
      content: decodeContent(textOf(content_at, end)),
    };
  }

  #place(row: number, start: number, [agent, field, content]: StringLengths): void {
    const { strings } = this;
    const at = row * WIDTH.strings;
    this.#held_bytes += agent + field + content - this.lengthOf(row);
    strings[at] = start;
    strings[at + 1] = agent;
    strings[at + 2] = field;
    strings[at + 3] = content;
  }

  /** Of all strings of the row together, in bytes. */
  lengthOf(row: number): number {
    const { strings } = this;
    const at = row * WIDTH.strings;
    return (strings[at + 1] ?? 0) + (strings[at + 2] ?? 0) + (strings[at + 3] ?? 0);
  }

  /** To be called before strings are read: all that is held is spelled then. */
  spell(): void {
    for (const row of this.#unspelled) {
      const register = this.#registers[row];
      if (register) this.#spellRow(row, register);
    }
    this.#unspelled.clear();
    this.#leaveWaste();
  }

  #spellRow(row: number, { agent_id, field, content }: Register): void {
    const arena = this.#arena;
    const start = arena.end;
    this.#place(row, start, [
      arena.appendText(spellName(agent_id)),
      arena.appendText(spellName(field)),
      arena.appendText(spellContent(content)),
    ]);
  }

  /** Moves what is held to an arena of its own once the rest is more. */
  #leaveWaste(): void {
    const left = this.#arena;
    if (left.end <= 2 * this.#held_bytes + SPARE_BYTES) return;
    this.#arena = new TextArena(this.#held_bytes);
    for (let row = 0; row < this.rows; row += 1) {
      const at = row * WIDTH.strings;
      this.strings[at] = this.#arena.append(left.bytes, this.strings[at] ?? 0, this.lengthOf(row));
    }
  }
}

/** In bytes. */
export type StringLengths = readonly [agent: number, field: number, content: number];
