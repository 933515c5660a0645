// What goes from replica to replica: how far the sender has seen, for the receiver reads the rest from the store.
// A whole state holds the writes as well, so that it can be read where the store is long gone.

import { crc32 } from 'node:zlib';
import type { StateBlob } from '../../model/blob.js';
import type { Write } from '../../model/write.js';
import { WireReader, WireWriter } from '../wire.js';
import { decodeEntry, encodeEntry } from './entry.js';

const TOLD = 0;
const WHOLE = 1;
const CHECKSUM_BYTES = 4;

export interface Told {
  /** Commits seen, in their order. */
  readonly seen: number;
  /** All of them; null where the store is to be asked. */
  readonly writes: readonly Write[] | null;
}

export function encodeTold(seen: number): StateBlob {
  return sealed(new WireWriter().count(TOLD).count(seen));
}

export function encodeWhole(writes: readonly Write[]): StateBlob {
  const blob = new WireWriter().count(WHOLE).count(writes.length);
  const utf8 = new TextEncoder();
  for (const write of writes) blob.sized(utf8.encode(encodeEntry(write)));
  return sealed(blob);
}

/** @throws Error where the bytes are not what a replica exported. */
export function decodeBlob(bytes: StateBlob): Told {
  const reader = new WireReader(opened(bytes));
  const form = reader.count();
  if (form !== TOLD && form !== WHOLE) throw new Error(`no blob has the form ${form}`);
  const seen = reader.count();
  const writes = form === WHOLE ? readWrites(reader, seen) : null;
  reader.end();
  return { seen, writes };
}

/** The content and its CRC-32: whatever else carries a blob, a flipped bit is no other number of commits. */
function sealed(blob: WireWriter): StateBlob {
  const content = blob.finish();
  return new WireWriter().bytes(content).word(crc32(content)).finish();
}

function opened(bytes: StateBlob): Uint8Array {
  const content = bytes.subarray(0, -CHECKSUM_BYTES);
  const checksum = new WireReader(bytes.subarray(content.length)).word();
  if (checksum !== (crc32(content) | 0)) throw new Error('the blob is damaged');
  return content;
}

function readWrites(reader: WireReader, count: number): readonly Write[] {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const writes: Write[] = [];
  // Not made at once: the count is what the bytes say, and they may end long before it.
  while (writes.length < count) writes.push(decodeEntry(utf8.decode(reader.sized())));
  return writes;
}
