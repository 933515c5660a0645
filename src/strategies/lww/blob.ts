// The bytes of a set of registers, laid out to be scanned without decoding: a replica that imports ten
// thousand blobs loses nearly every comparison it makes, so what a comparison needs stands at fixed places
// and what only a winner needs stays text. All numbers are little-endian; nothing is aligned, because a
// blob may be a view at any offset of a buffer shared between threads.
//
// header   magic u32, total bytes u32, entries u32
// entry    field key 2 x i32, clock f64, op_id f64, strings offset u32, bytes of agent, field, value 3 x u32
// strings  per entry, one after the other: agent id, field, `[kind,value]`, as texts.ts spells them

import type { StateBlob } from '../../model/blob.js';
import type { Texts } from './texts.js';

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

/** One register as a blob holds it. */
export interface Entry {
  readonly key_low: number;
  readonly key_high: number;
  readonly clock: number;
  readonly op_id: number;
  readonly texts: Texts;
}

/** The entries of a blob, as positions in the buffer that the blob is a view on. */
export interface EntryRange {
  readonly first: number;
  readonly end: number;
  readonly step: typeof ENTRY_BYTES;
}

export function encodeEntries(entries: readonly Entry[]): StateBlob {
  let strings_at = HEADER_BYTES + entries.length * ENTRY_BYTES;
  let total_bytes = strings_at;
  for (const { texts } of entries) total_bytes += texts.bytes.length;
  const bytes = new Uint8Array(total_bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, total_bytes, true);
  view.setUint32(8, entries.length, true);
  let at = HEADER_BYTES;
  for (const entry of entries) {
    writeEntry(view, at, entry, strings_at);
    bytes.set(entry.texts.bytes, strings_at);
    strings_at += entry.texts.bytes.length;
    at += ENTRY_BYTES;
  }
  return bytes;
}

function writeEntry(view: DataView, at: number, entry: Entry, strings_at: number): void {
  const { bytes, agent_bytes, field_bytes } = entry.texts;
  view.setInt32(at + AT.key_low, entry.key_low, true);
  view.setInt32(at + AT.key_high, entry.key_high, true);
  view.setFloat64(at + AT.clock, entry.clock, true);
  view.setFloat64(at + AT.op_id, entry.op_id, true);
  view.setUint32(at + AT.strings, strings_at, true);
  view.setUint32(at + AT.agent_bytes, agent_bytes, true);
  view.setUint32(at + AT.field_bytes, field_bytes, true);
  view.setUint32(at + AT.value_bytes, bytes.length - agent_bytes - field_bytes, true);
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
