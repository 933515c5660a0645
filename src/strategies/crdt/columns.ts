// What two documents export, column by column: all ids of peers, all numbers of operations, all keys, and so on,
// each beside its like in the other document. Loro exports a block for each peer, and what of it differs from
// the next peer's lies scattered between what does not; a compressor has to begin anew several times in each.
//
// The layout of blocks is Loro's (its docs/encoding.md, "FastUpdates" and "Change Block Encoding"). Bytes in any
// other layout are kept as they are: were it to change, that would cost room and break nothing.
//
// The lengths of all columns, then the columns, always the first document's and the second's together; the last
// two, the values, are gathered (places.ts).

import { WireReader, WireWriter } from '../wire.js';
import { gatherPlaces, spreadPlaces } from './places.js';

/** Magic, checksum, and in the last two bytes the mode of encoding. */
const HEAD_BYTES = 22;
const FAST_UPDATES = 4;

/** Where counters and lamport times start and how many there are, and how many changes. */
const NUMBERS_PER_BLOCK = 5;
/** Header (the peer), changes, containers, keys, positions, operations, deletions, values. */
const FIELDS_PER_BLOCK = 8;

/**
 * The head, the numbers of all blocks with the lengths of their fields, and each field of all blocks. Or in the
 * place of the head all there is, and nothing else, where there are no blocks.
 */
type Columns = readonly Uint8Array[];
const COLUMNS = 2 + FIELDS_PER_BLOCK;
const DOCUMENTS = 2;

export function toColumns(first: Uint8Array, second: Uint8Array): Uint8Array {
  const documents = [columnsOf(first), columnsOf(second)];
  const columns = Array.from({ length: COLUMNS }, (_, index) =>
    documents.flatMap((document) => document.slice(index, index + 1)),
  ).flat();
  const writer = new WireWriter(bytesOf(columns));
  for (const { length } of columns) writer.count(length);
  for (const column of columns.slice(0, -DOCUMENTS)) writer.bytes(column);
  return writer.bytes(gatherPlaces(Buffer.concat(columns.slice(-DOCUMENTS)))).finish();
}

/** @throws Error where these are no columns, or not all of them. */
export function fromColumns(bytes: Uint8Array): readonly [first: Uint8Array, second: Uint8Array] {
  const reader = new WireReader(bytes);
  const lengths = Array.from({ length: DOCUMENTS * COLUMNS }, () => reader.count());
  const plain = lengths.slice(0, -DOCUMENTS).map((length) => reader.bytes(length));
  const values = new WireReader(spreadPlaces(reader.rest()));
  const columns = [...plain, ...lengths.slice(-DOCUMENTS).map((length) => values.bytes(length))];
  values.end();
  const [first, second] = [0, 1].map((document) =>
    columns.filter((_, index) => index % DOCUMENTS === document),
  );
  return [updatesOf(first ?? []), updatesOf(second ?? [])];
}

function columnsOf(updates: Uint8Array): Columns {
  if (updates[HEAD_BYTES - 1] === FAST_UPDATES) {
    try {
      return [updates.subarray(0, HEAD_BYTES), ...readBlocks(updates.subarray(HEAD_BYTES))];
    } catch {
      // Another layout.
    }
  }
  return [updates, ...Array.from({ length: COLUMNS - 1 }, () => new Uint8Array(0))];
}

/** @throws Error where there are not blocks and nothing else. */
function readBlocks(blocks: Uint8Array): Columns {
  const reader = new WireReader(blocks);
  const sizes = new WireWriter();
  const fields = Array.from({ length: FIELDS_PER_BLOCK }, () => new WireWriter());
  while (!reader.isAtEnd()) {
    const bytes = reader.sized();
    const block = new WireReader(bytes);
    for (let left = NUMBERS_PER_BLOCK; left > 0; left -= 1) sizes.count(block.count());
    for (const field of fields) {
      const length = block.count();
      sizes.count(length);
      field.stretch(bytes, block.skip(length), length);
    }
    block.end();
  }
  return [sizes, ...fields].map((writer) => writer.finish());
}

/** @throws Error where the columns do not fit each other. */
function updatesOf([head, sizes, ...columns]: Columns): Uint8Array {
  if (!head || !sizes) throw new Error('columns are missing');
  const reader = new WireReader(sizes);
  const fields = columns.map((column) => ({ column, reader: new WireReader(column), length: 0 }));
  // The lengths of blocks, which are no column, take less than the numbers in them.
  const writer = new WireWriter(bytesOf([head, sizes, sizes, ...columns])).bytes(head);
  while (!reader.isAtEnd()) {
    const start = reader.at;
    for (let left = NUMBERS_PER_BLOCK; left > 0; left -= 1) reader.count();
    const numbers_bytes = reader.at - start;
    let fields_bytes = 0;
    for (const field of fields) {
      field.length = reader.count();
      fields_bytes += field.length;
    }
    writer.count(reader.at - start + fields_bytes).stretch(sizes, start, numbers_bytes);
    for (const { column, reader: at, length } of fields) {
      writer.sizedStretch(column, at.skip(length), length);
    }
  }
  for (const field of fields) field.reader.end();
  return writer.finish();
}

function bytesOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((sum, { length }) => sum + length, 0);
}
