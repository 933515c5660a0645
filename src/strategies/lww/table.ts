// The registers of one replica, found by their field's key.

import type { StateBlob } from '../../model/blob.js';
import { AT, encodeRows, entriesOf, refuseBadEntry } from './blob.js';
import { Columns, WIDTH } from './columns.js';
import { fieldKeyOf } from './field-key.js';
import { KeyIndex } from './key-index.js';
import type { Register } from './register.js';
import { Staging } from './staging.js';
import { collision, takeWinners } from './take-winners.js';
import { encodeVersion, rowsBeyond } from './version.js';

export class RegisterTable {
  readonly #columns = new Columns();
  /** From field keys to rows. */
  readonly #index = new KeyIndex();
  readonly #staging = new Staging(this.#columns);

  get(field: string): Register | undefined {
    const register = this.#columns.keep(this.#rowOf(field));
    if (register && register.field !== field) throw collision(register.field, field);
    return register;
  }

  /** -1 where the field has none. */
  #rowOf(field: string): number {
    const { low, high } = fieldKeyOf(field);
    return this.#index.find(low, high);
  }

  /** Replaces what the field's register holds, without asking who wins. */
  put(register: Register): void {
    const { low, high } = fieldKeyOf(register.field);
    this.#columns.write(this.#rowFor(low, high), register);
  }

  #rowFor(key_low: number, key_high: number): number {
    const row = this.#index.find(key_low, key_high);
    if (row >= 0) return row;
    this.#index.add(key_low, key_high);
    return this.#columns.add(key_low, key_high);
  }

  registers(): readonly Register[] {
    return this.#rows().flatMap((row) => this.#columns.read(row) ?? []);
  }

  /** Those that hold something. */
  #rows(): readonly number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.#columns.rows; row += 1) {
      if (this.#columns.isHeld(row)) rows.push(row);
    }
    return rows;
  }

  /** Every register, or those of the fields, all of which were put. */
  encode(fields?: Iterable<string>): StateBlob {
    const rows = fields ? [...fields].map((field) => this.#rowOf(field)) : this.#rows();
    return encodeRows(this.#columns, rows);
  }

  version(): StateBlob {
    return encodeVersion(this.#columns);
  }

  /**
   * The registers that win where this version is held; empty where none does.
   * @throws Error where it cannot be read.
   */
  encodeSince(version: StateBlob): StateBlob {
    const rows = rowsBeyond(this.#columns, this.#index, version);
    return rows.length === 0 ? new Uint8Array(0) : encodeRows(this.#columns, rows);
  }

  /**
   * Takes what wins from each blob and returns the highest clock among it, 0 where nothing does.
   * @throws Error where a blob cannot be read; the table is then as before.
   */
  merge(blobs: readonly StateBlob[]): number {
    this.#columns.spell();
    try {
      this.#stageAll(blobs);
      const highest_clock = takeWinners(this.#columns, this.#staging.winners);
      this.#staging.end();
      return highest_clock;
    } catch (thrown) {
      this.#staging.undo();
      throw thrown;
    }
  }

  #stageAll(blobs: readonly StateBlob[]): void {
    let view = new DataView<ArrayBufferLike>(new ArrayBuffer(0));
    for (const blob of blobs) {
      // Blobs that crossed into this thread together are views on one buffer.
      if (view.buffer !== blob.buffer) view = new DataView(blob.buffer);
      this.#stage(blob, view);
    }
  }

  #stage(blob: StateBlob, view: DataView): void {
    const entries = entriesOf(blob, view);
    const strings_from = entries.end - blob.byteOffset;
    for (let entry = entries.first; entry < entries.end; entry += entries.step) {
      refuseBadEntry(view, entry, strings_from, blob.length);
      const key_low = view.getInt32(entry + AT.key_low, true);
      const key_high = view.getInt32(entry + AT.key_high, true);
      const row = this.#rowFor(key_low, key_high);
      const clock = view.getFloat64(entry + AT.clock, true);
      const incumbent = this.#columns.stamps[row * WIDTH.stamp] ?? 0;
      if (clock < incumbent) continue;
      if (clock > incumbent || this.#staging.winsTie(row, blob, view, entry)) {
        this.#staging.stage(row, blob, view, entry);
      }
    }
  }
}
