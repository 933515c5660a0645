// The bytes of a set of registers, laid out to be scanned without decoding: a replica that imports ten
// thousand blobs loses nearly every comparison it makes, so what a comparison needs stands at fixed places
// and what only a winner needs stays text. All numbers are little-endian; nothing is aligned, because a
// blob may be a view at any offset of a buffer shared between threads.
//
// header   magic u32, total bytes u32, entries u32
// entry    field key 2 x i32, clock f64, op_id f64, strings offset u32, bytes of agent, field, value 3 x u32
// strings  per entry, one after the other: agent id, field, `[kind,value]`, each UTF-8
//
// Agent id and field are JSON strings without their quotes: JSON escapes the lone surrogates that UTF-8
// cannot carry, and the bytes of any ordinary id are the id itself.

import type { StateBlob } from '../../model/blob.js';
import { fieldKeyOf } from './field-key.js';
import type { Register } from './register.js';

const MAGIC = 0x31_57_57_4c;
const HEADER_BYTES = 12;
const ENTRY_BYTES = 40;

/** Where the parts of an entry stand, in bytes from its start. */
export const AT = {
  key_low: 0,
  key_high: 4,
  clock: 8,
  op_id: 16,
  strings: 24,
  agent_bytes: 28,
  field_bytes: 32,
  value_bytes: 36,
} as const;

/** The entries of a blob, as positions in the buffer that the blob is a view on. */
export interface EntryRange {
  readonly first: number;
  readonly end: number;
  readonly step: typeof ENTRY_BYTES;
}

export function encodeRegisters(registers: readonly Register[]): StateBlob {
  const texts = registers.map(textsOf);
  const strings_at = HEADER_BYTES + registers.length * ENTRY_BYTES;
  const total_bytes = texts.flat().reduce((sum, text) => sum + text.length, strings_at);
  const bytes = new Uint8Array(total_bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, total_bytes, true);
  view.setUint32(8, registers.length, true);
  let at = strings_at;
  registers.forEach((register, index) => {
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    writeNumbers(view, entry, register);
    view.setUint32(entry + AT.strings, at, true);
    (texts[index] ?? []).forEach((text, part) => {
      view.setUint32(entry + AT.agent_bytes + 4 * part, text.length, true);
      bytes.set(text, at);
      at += text.length;
    });
  });
  return bytes;
}

function textsOf({ agent_id, field, content }: Register): readonly Uint8Array[] {
  return [
    encodeName(agent_id),
    encodeName(field),
    Buffer.from(JSON.stringify([content.kind, content.value])),
  ];
}

/** The bytes by which agents are ordered in a tie, and by which they and fields are named in a blob. */
export function encodeName(name: string): Uint8Array {
  // A small copy lies on the heap by itself, where the buffer from the pool would keep 8 KB of it alive.
  return new Uint8Array(Buffer.from(JSON.stringify(name).slice(1, -1)));
}

function writeNumbers(view: DataView, entry: number, { field, clock, op_id }: Register): void {
  const { low, high } = fieldKeyOf(field);
  view.setInt32(entry + AT.key_low, low, true);
  view.setInt32(entry + AT.key_high, high, true);
  view.setFloat64(entry + AT.clock, clock, true);
  view.setFloat64(entry + AT.op_id, op_id, true);
}

/**
 * The entries of a blob whose header holds; `view` is on the blob's whole buffer.
 * @throws Error where the bytes are no such blob, or not all of one.
 */
export function entriesOf(blob: StateBlob, view: DataView): EntryRange {
  const start = blob.byteOffset;
  const held_bytes = blob.length;
  if (held_bytes < HEADER_BYTES || view.getUint32(start, true) !== MAGIC) {
    throw new Error(`lww blob of ${held_bytes} bytes does not start as one`);
  }
  const total_bytes = view.getUint32(start + 4, true);
  const strings_at = HEADER_BYTES + view.getUint32(start + 8, true) * ENTRY_BYTES;
  if (total_bytes !== held_bytes || strings_at > held_bytes) {
    throw new Error(`lww blob of ${held_bytes} bytes is truncated or has bytes to spare`);
  }
  return { first: start + HEADER_BYTES, end: start + strings_at, step: ENTRY_BYTES };
}
