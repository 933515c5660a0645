// One register's place in a replica's table, during an import: what it holds, and the incumbent that an
// entry would have to beat, which may be staged only. Everything here runs once per entry of every blob.

import type { StateBlob } from '../../model/blob.js';
import type { Entry } from './blob.js';
import { AT } from './blob.js';
import type { Decoded } from './decode.js';
import { decodeRegister } from './decode.js';
import type { Register } from './register.js';
import type { Texts } from './texts.js';
import { encodeName, textsOf } from './texts.js';

export interface Slot {
  readonly key_low: number;
  readonly key_high: number;
  held: Register | undefined;
  /** Those of what is held; undefined until they are needed of what was written here. */
  texts: Texts | undefined;
  clock: number;
  op_id: number;
  /** The incumbent's agent id as bytes: a stretch of the blob it is staged from, or a copy of its own. */
  agent_source: Uint8Array;
  agent_at: number;
  agent_bytes: number;
  /** The entry's position in the buffer of `agent_source`; below 0 where nothing is staged. */
  staged_at: number;
}

const NOTHING_STAGED = -1;
const NO_BYTES = new Uint8Array(0);
const VACANT = {
  clock: 0,
  op_id: 0,
  agent_source: NO_BYTES,
  agent_at: 0,
  agent_bytes: 0,
  staged_at: NOTHING_STAGED,
};

export function isStaged({ staged_at }: Slot): boolean {
  return staged_at !== NOTHING_STAGED;
}

/** A slot that holds nothing, and so loses to any entry: clocks start at 1. */
export function createSlot(key_low: number, key_high: number): Slot {
  return { key_low, key_high, held: undefined, texts: undefined, ...VACANT };
}

export function refuseBadEntry(view: DataView, entry: number, from: number, to: number): void {
  const clock = view.getFloat64(entry + AT.clock, true);
  const op_id = view.getFloat64(entry + AT.op_id, true);
  const strings_at = view.getUint32(entry + AT.strings, true);
  const strings_end =
    strings_at +
    view.getUint32(entry + AT.agent_bytes, true) +
    view.getUint32(entry + AT.field_bytes, true) +
    view.getUint32(entry + AT.value_bytes, true);
  if (strings_at < from || strings_end > to || !isCount(clock) || !isCount(op_id) || clock === 0) {
    throw new Error('lww blob holds an entry that points outside it or has no valid clock');
  }
}

function isCount(value: number): boolean {
  return value >= 0 && value <= Number.MAX_SAFE_INTEGER && Math.floor(value) === value;
}

/** Whether the entry, of the same clock as the slot's incumbent, is by a later agent id, or a later op. */
export function winsTie(slot: Slot, blob: StateBlob, view: DataView, entry: number): boolean {
  const at = view.getUint32(entry + AT.strings, true);
  const bytes = view.getUint32(entry + AT.agent_bytes, true);
  const incumbent = slot.agent_source;
  const common = Math.min(bytes, slot.agent_bytes);
  for (let index = 0; index < common; index += 1) {
    const difference = (blob[at + index] ?? 0) - (incumbent[slot.agent_at + index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  if (bytes !== slot.agent_bytes) return bytes > slot.agent_bytes;
  return view.getFloat64(entry + AT.op_id, true) > slot.op_id;
}

export function stage(slot: Slot, blob: StateBlob, view: DataView, entry: number): void {
  slot.clock = view.getFloat64(entry + AT.clock, true);
  slot.op_id = view.getFloat64(entry + AT.op_id, true);
  slot.agent_source = blob;
  slot.agent_at = view.getUint32(entry + AT.strings, true);
  slot.agent_bytes = view.getUint32(entry + AT.agent_bytes, true);
  slot.staged_at = entry;
}

export function decodeStaged({ agent_source: blob, staged_at, held }: Slot): Decoded {
  const decoded = decodeRegister(blob, new DataView(blob.buffer), staged_at);
  const { field } = decoded.register;
  if (held && held.field !== field) throw collision(held.field, field);
  return decoded;
}

export function holdWritten(slot: Slot, register: Register): void {
  const agent = encodeName(register.agent_id);
  hold(slot, register, agent, agent.length);
  slot.texts = undefined;
}

export function holdDecoded(slot: Slot, { register, texts }: Decoded): void {
  hold(slot, register, texts.bytes, texts.agent_bytes);
  slot.texts = texts;
}

function hold(slot: Slot, register: Register, agent: Uint8Array, agent_bytes: number): void {
  slot.held = register;
  slot.clock = register.clock;
  slot.op_id = register.op_id;
  slot.agent_source = agent;
  slot.agent_at = 0;
  slot.agent_bytes = agent_bytes;
  slot.staged_at = NOTHING_STAGED;
}

/** What the slot holds as a blob holds it; nothing is staged outside an import. */
export function entryOf(slot: Slot, register: Register): Entry {
  const { key_low, key_high, clock, op_id } = slot;
  slot.texts ??= textsOf(register);
  return { key_low, key_high, clock, op_id, texts: slot.texts };
}

/** Makes what is held the incumbent again; a slot that holds nothing is vacant and loses to any entry. */
export function unstage(slot: Slot): void {
  if (slot.held && slot.texts) holdDecoded(slot, { register: slot.held, texts: slot.texts });
  else if (slot.held) holdWritten(slot, slot.held);
  else Object.assign(slot, VACANT);
}

export function collision(held: string, other: string): Error {
  return new Error(
    `fields ${JSON.stringify(held)} and ${JSON.stringify(other)} have one key: rename one of them`,
  );
}
