// The seal around all bytes that stores exchange or keep: what they are, and a checksum, so that what was
// damaged, cut short or made by somebody else is refused before an engine sees it.
//
// magic (4 bytes), CRC-32 of all that follows (4), format (1), kind (1), the content.

import { crc32 } from 'node:zlib';
import { messageOf } from '../model/problem.js';
import { WireReader, WireWriter } from '../strategies/wire.js';
import { StoreError } from './store-error.js';

const MAGIC = 0x3153_4753;
const FORMAT = 1;
const CHECKED_FROM = 8;

/** No update or state that stores exchange may be longer; their disks keep longer states in pieces. */
export const MAX_SEALED_BYTES = 2 ** 30;

/** Numbered by their place: append only. */
const KINDS = ['updates', 'state', 'version', 'hello', 'have', 'want', 'share', 'bye'] as const;
export type SealedKind = (typeof KINDS)[number];

export interface Opened {
  readonly kind: SealedKind;
  /** Reads the content, a view of the bytes that were opened. */
  readonly reader: WireReader;
}

/** @throws StoreError `damaged_updates` where the content is too long to be exchanged. */
export function seal(kind: SealedKind, content: Uint8Array): Uint8Array {
  if (content.length > MAX_SEALED_BYTES - CHECKED_FROM - 2) {
    throw damagedUpdates(`${content.length} bytes are more than ${MAX_SEALED_BYTES}`);
  }
  const checked = new WireWriter().count(FORMAT).count(KINDS.indexOf(kind)).bytes(content).finish();
  return new WireWriter().word(MAGIC).word(crc32(checked)).bytes(checked).finish();
}

/** @throws StoreError `damaged_updates` where these are not bytes that {@link seal} made, all of them. */
export function open(bytes: Uint8Array): Opened {
  if (bytes.length > MAX_SEALED_BYTES) throw damagedUpdates('they are too many');
  // Of a Buffer, slice would be a view: parts that are kept must be copies.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return readingUntrusted(() => openPlain(plain));
}

function openPlain(bytes: Uint8Array): Opened {
  const reader = new WireReader(bytes);
  if (reader.word() !== MAGIC) throw new Error('they do not start as such');
  if (reader.word() !== (crc32(bytes.subarray(CHECKED_FROM)) | 0)) {
    throw new Error('their checksum is wrong');
  }
  const format = reader.count();
  if (format !== FORMAT) throw new Error(`they are of format ${format}, and ${FORMAT} is known`);
  const kind = KINDS[reader.count()];
  if (kind === undefined) throw new Error('they are of an unknown kind');
  return { kind, reader };
}

/** Whatever goes wrong while reading bytes that nobody vouches for, is their fault. */
export function readingUntrusted<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (thrown) {
    throw damagedUpdates(thrown);
  }
}

/** @param cause what is wrong, or what was thrown while reading. */
export function damagedUpdates(cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const parts = {
    what: 'bytes that a store should have made cannot be read',
    where: messageOf(cause),
    remedy: 'export them again',
  };
  return new StoreError('damaged_updates', parts, cause);
}
