// The registers of one replica, found by their field's key. An import stages winners where they lie in
// their blobs, entry after entry, and decodes one per register at the end: in a full mesh a register may
// be overtaken hundreds of times within one import, and only the last of them counts. Until then nothing
// held has changed, so a bad blob is undone by forgetting what was staged.

import type { StateBlob } from '../../model/blob.js';
import type { Entry } from './blob.js';
import { AT, entriesOf } from './blob.js';
import { fieldKeyOf } from './field-key.js';
import { KeyIndex } from './key-index.js';
import type { Register } from './register.js';
import type { Slot } from './slot.js';
import {
  collision,
  createSlot,
  decodeStaged,
  entryOf,
  holdDecoded,
  holdWritten,
  isStaged,
  refuseBadEntry,
  stage,
  unstage,
  winsTie,
} from './slot.js';
import { compareStamps, encodeVersion, readVersion } from './version.js';

export class RegisterTable {
  readonly #slots: Slot[] = [];
  readonly #index = new KeyIndex();

  get(field: string): Register | undefined {
    const register = this.#slotOf(field)?.held;
    if (register && register.field !== field) throw collision(register.field, field);
    return register;
  }

  #slotOf(field: string): Slot | undefined {
    const { low, high } = fieldKeyOf(field);
    return this.#slots[this.#index.find(low, high)];
  }

  /** Replaces what the field's register holds, without asking who wins. */
  put(register: Register): void {
    const { low, high } = fieldKeyOf(register.field);
    const slot = this.#slots[this.#index.find(low, high)] ?? this.#add(low, high);
    holdWritten(slot, register);
  }

  registers(): readonly Register[] {
    return this.#slots.flatMap(({ held }) => (held ? [held] : []));
  }

  /** Of every register, or of those of the fields. */
  entries(fields?: Iterable<string>): readonly Entry[] {
    const slots = fields ? [...fields].flatMap((field) => this.#slotOf(field) ?? []) : this.#slots;
    return slots.flatMap((slot) => (slot.held ? [entryOf(slot, slot.held)] : []));
  }

  version(): StateBlob {
    return encodeVersion(this.#slots.filter(({ held }) => held));
  }

  /**
   * The registers that win where this version is held.
   * @throws Error where it cannot be read.
   */
  winningAgainst(version: StateBlob): readonly Entry[] {
    const beaten = new Uint8Array(this.#slots.length);
    readVersion(version, (stamp) => {
      const number = this.#index.find(stamp.key_low, stamp.key_high);
      const slot = this.#slots[number];
      if (slot && compareStamps(slot, stamp) <= 0) beaten[number] = 1;
    });
    return this.#slots.flatMap((slot, number) =>
      slot.held && beaten[number] === 0 ? entryOf(slot, slot.held) : [],
    );
  }

  /**
   * Takes what wins from each blob and returns the registers that changed.
   * @throws Error where a blob cannot be read; the table is then as before.
   */
  merge(blobs: readonly StateBlob[]): readonly Register[] {
    const staged: Slot[] = [];
    try {
      this.#stageAll(blobs, staged);
      const winners = staged.map(decodeStaged);
      winners.forEach((winner, index) => {
        const slot = staged[index];
        if (slot) holdDecoded(slot, winner);
      });
      return winners.map(({ register }) => register);
    } catch (thrown) {
      staged.forEach(unstage);
      throw thrown;
    }
  }

  #stageAll(blobs: readonly StateBlob[], staged: Slot[]): void {
    let view = new DataView<ArrayBufferLike>(new ArrayBuffer(0));
    for (const blob of blobs) {
      // Blobs that crossed into this thread together are views on one buffer.
      if (view.buffer !== blob.buffer) view = new DataView(blob.buffer);
      this.#stage(blob, view, staged);
    }
  }

  #stage(blob: StateBlob, view: DataView, staged: Slot[]): void {
    const entries = entriesOf(blob, view);
    const strings_from = entries.end - blob.byteOffset;
    for (let entry = entries.first; entry < entries.end; entry += entries.step) {
      const clock = view.getFloat64(entry + AT.clock, true);
      refuseBadEntry(view, entry, strings_from, blob.length);
      const key_low = view.getInt32(entry + AT.key_low, true);
      const key_high = view.getInt32(entry + AT.key_high, true);
      const slot = this.#slots[this.#index.find(key_low, key_high)] ?? this.#add(key_low, key_high);
      if (clock < slot.clock) continue;
      if (clock > slot.clock || winsTie(slot, blob, view, entry)) {
        if (!isStaged(slot)) staged.push(slot);
        stage(slot, blob, view, entry);
      }
    }
  }

  #add(key_low: number, key_high: number): Slot {
    this.#index.add(key_low, key_high);
    const slot = createSlot(key_low, key_high);
    this.#slots.push(slot);
    return slot;
  }
}
