// The bytes of a set of registers, laid out to be scanned without decoding: a replica that imports ten
// thousand blobs loses nearly every comparison it makes, so what a comparison needs stands at fixed places
// and what only a winner needs stays text. All numbers are little-endian; nothing is aligned, because a
// blob may be a view at any offset of a buffer shared between threads.
//
// header   magic u32, total bytes u32, entries u32
// entry    field key 2 x i32, clock f64, op_id f64, strings offset u32, bytes of agent, field, value 3 x u32
// strings  per entry, one after the other: agent id, field, `[kind,value]`, as texts.ts spells them

import type { StateBlob } from '../../model/blob.js';
import { copyStretch } from '../stretch.js';
import type { Columns } from './columns.js';
import { WIDTH } from './columns.js';

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

/** These rows, all of which hold something. */
export function encodeRows(columns: Columns, rows: readonly number[]): StateBlob {
  columns.spell();
  let strings_at = HEADER_BYTES + rows.length * ENTRY_BYTES;
  let total_bytes = strings_at;
  for (const row of rows) total_bytes += columns.lengthOf(row);
  const bytes = new Uint8Array(total_bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, total_bytes, true);
  view.setUint32(8, rows.length, true);
  let at = HEADER_BYTES;
  for (const row of rows) {
    const length = columns.lengthOf(row);
    const start = columns.strings[row * WIDTH.strings] ?? 0;
    writeEntry(view, at, columns, row);
    view.setUint32(at + AT.strings, strings_at, true);
    copyStretch(columns.arena.bytes, start, length, bytes, strings_at);
    strings_at += length;
    at += ENTRY_BYTES;
  }
  return bytes;
}

/** All of it but where its strings are. */
function writeEntry(
  view: DataView,
  at: number,
  { keys, stamps, strings }: Columns,
  row: number,
): void {
  view.setInt32(at + AT.key_low, keys[row * WIDTH.key] ?? 0, true);
  view.setInt32(at + AT.key_high, keys[row * WIDTH.key + 1] ?? 0, true);
  view.setFloat64(at + AT.clock, stamps[row * WIDTH.stamp] ?? 0, true);
  view.setFloat64(at + AT.op_id, stamps[row * WIDTH.stamp + 1] ?? 0, true);
  view.setUint32(at + AT.agent_bytes, strings[row * WIDTH.strings + 1] ?? 0, true);
  view.setUint32(at + AT.field_bytes, strings[row * WIDTH.strings + 2] ?? 0, true);
  view.setUint32(at + AT.value_bytes, strings[row * WIDTH.strings + 3] ?? 0, true);
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

/**
 * @param from where strings may start in the blob, and `to` where they must have ended
 * @throws Error where an entry says what none can.
 */
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
