// The entries that win in one import, staged where they lie in their blobs. In a full mesh a register may be
// overtaken hundreds of times within one import, and only the last of them counts: it alone is decoded, at the
// end. Until then nothing that is held has changed but the stamps that later entries have to beat, and those
// are put back if the import fails.

import type { StateBlob } from '../../model/blob.js';
import { AT } from './blob.js';
import type { Columns } from './columns.js';
import { WIDTH } from './columns.js';

/** An entry that has won so far. */
export interface Staged {
  readonly row: number;
  readonly clock_before: number;
  readonly op_before: number;
  blob: StateBlob;
  /** Where in the blob its strings are, and the bytes of each. */
  at: number;
  agent_bytes: number;
  field_bytes: number;
  value_bytes: number;
}

export class Staging {
  readonly #columns: Columns;
  readonly #byRow: (Staged | undefined)[] = [];
  #winners: Staged[] = [];

  constructor(columns: Columns) {
    this.#columns = columns;
  }

  /** One per row, in the order in which rows were won first. */
  get winners(): readonly Staged[] {
    return this.#winners;
  }

  /** Whether the entry, of the same clock as the row, is by a later agent id, or a later op. */
  winsTie(row: number, blob: StateBlob, view: DataView, entry: number): boolean {
    const staged = this.#byRow[row];
    const { strings, stamps, arena } = this.#columns;
    const of_row = staged ? staged.blob : arena.bytes;
    const row_at = staged ? staged.at : (strings[row * WIDTH.strings] ?? 0);
    const row_bytes = staged ? staged.agent_bytes : (strings[row * WIDTH.strings + 1] ?? 0);
    const at = view.getUint32(entry + AT.strings, true);
    const bytes = view.getUint32(entry + AT.agent_bytes, true);
    const common = Math.min(bytes, row_bytes);
    for (let index = 0; index < common; index += 1) {
      const difference = (blob[at + index] ?? 0) - (of_row[row_at + index] ?? 0);
      if (difference !== 0) return difference > 0;
    }
    if (bytes !== row_bytes) return bytes > row_bytes;
    return view.getFloat64(entry + AT.op_id, true) > (stamps[row * WIDTH.stamp + 1] ?? 0);
  }

  stage(row: number, blob: StateBlob, view: DataView, entry: number): void {
    const staged = this.#byRow[row] ?? this.#begin(row, blob);
    const { stamps } = this.#columns;
    stamps[row * WIDTH.stamp] = view.getFloat64(entry + AT.clock, true);
    stamps[row * WIDTH.stamp + 1] = view.getFloat64(entry + AT.op_id, true);
    staged.blob = blob;
    staged.at = view.getUint32(entry + AT.strings, true);
    staged.agent_bytes = view.getUint32(entry + AT.agent_bytes, true);
    staged.field_bytes = view.getUint32(entry + AT.field_bytes, true);
    staged.value_bytes = view.getUint32(entry + AT.value_bytes, true);
  }

  #begin(row: number, blob: StateBlob): Staged {
    const { stamps } = this.#columns;
    const clock_before = stamps[row * WIDTH.stamp] ?? 0;
    const op_before = stamps[row * WIDTH.stamp + 1] ?? 0;
    const nowhere = { at: 0, agent_bytes: 0, field_bytes: 0, value_bytes: 0 };
    const staged: Staged = { row, clock_before, op_before, blob, ...nowhere };
    this.#byRow[row] = staged;
    this.#winners.push(staged);
    return staged;
  }

  /** After what won has been taken. */
  end(): void {
    for (const { row } of this.#winners) this.#byRow[row] = undefined;
    this.#winners = [];
  }

  /** After what won could not be taken. */
  undo(): void {
    const { stamps } = this.#columns;
    for (const { row, clock_before, op_before } of this.#winners) {
      stamps[row * WIDTH.stamp] = clock_before;
      stamps[row * WIDTH.stamp + 1] = op_before;
    }
    this.end();
  }
}
