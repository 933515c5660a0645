// Updates, states and versions of stores as bytes, for other stores (replication.ts, channel.ts) and for
// disks (disk/). The blobs within are the documents' own and opaque here.

import type { WireReader } from '../strategies/wire.js';
import { WireWriter } from '../strategies/wire.js';
import { damagedUpdates, open, readingUntrusted, seal } from './sealed.js';
import {
  namedIn,
  readCopy,
  readItemId,
  readList,
  readMoment,
  readOrdinal,
  readText,
  readVersion,
  writeItemId,
  writeList,
  writeMoment,
  writeText,
  writeVersion,
} from './store-wire.js';
import type { Bundle, StoreState, StoreUpdate, StoreVersion, StoredItem } from './store-updates.js';

export function encodeBundle(bundle: Bundle): Uint8Array {
  const writer = new WireWriter();
  if (bundle.type === 'updates') writeUpdates(writer, bundle.updates);
  else writeState(writer, bundle.since, bundle.state);
  return seal(bundle.type, writer.finish());
}

/**
 * Everything in it has memory of its own.
 * @throws StoreError `damaged_updates` where the bytes are no bundle, or not a whole one.
 */
export function decodeBundle(bytes: Uint8Array): Bundle {
  const { kind, reader } = open(bytes);
  if (kind === 'updates') {
    return {
      type: 'updates',
      updates: whole(reader, () => readList(reader, () => readUpdate(reader))),
    };
  }
  if (kind === 'state') return whole(reader, () => readState(reader));
  throw damagedUpdates(`they are a ${kind}`);
}

export function encodeVersion(version: StoreVersion): Uint8Array {
  const writer = new WireWriter();
  writeVersion(writer, version);
  return seal('version', writer.finish());
}

/** @throws StoreError `damaged_updates` where the bytes are no version, or not a whole one. */
export function decodeVersion(bytes: Uint8Array): StoreVersion {
  const { kind, reader } = open(bytes);
  if (kind !== 'version') throw damagedUpdates(`they are a ${kind}`);
  return whole(reader, () => readVersion(reader));
}

/** What is read from content that nothing may follow. */
export function whole<Read>(reader: WireReader, read: () => Read): Read {
  return readingUntrusted(() => {
    const value = read();
    reader.end();
    return value;
  });
}

function writeUpdates(writer: WireWriter, updates: readonly StoreUpdate[]): void {
  writeList(writer, updates, (update) => {
    writeText(writer, update.replica_id);
    writer.count(update.sequence);
    writeVersion(writer, update.follows ?? new Map());
    writeItemId(writer, update);
    writer.sized(update.blob);
    writeMoment(writer, update.written_at_ms);
  });
}

function readUpdate(reader: WireReader): StoreUpdate {
  const replica_id = readText(reader);
  const sequence = readOrdinal(reader);
  const follows = readVersion(reader);
  const id = readItemId(reader);
  const rests = follows.size === 0 ? {} : { follows };
  return {
    ...rests,
    replica_id,
    sequence,
    ...id,
    blob: readCopy(reader),
    written_at_ms: readMoment(reader),
  };
}

/** The stores that touched items are named by their place in the version. */
function writeState(writer: WireWriter, since: StoreVersion, state: StoreState): void {
  writeVersion(writer, since);
  writeVersion(writer, state.version);
  const replica_ids = namedIn(state.version).map(([replica_id]) => replica_id);
  const places = new Map(replica_ids.map((replica_id, place) => [replica_id, place]));
  writeList(writer, state.items, (item) => {
    writeItem(writer, item, places);
  });
}

function writeItem(
  writer: WireWriter,
  item: StoredItem,
  places: ReadonlyMap<string, number>,
): void {
  writeItemId(writer, item);
  writer.sized(item.blob);
  writeMoment(writer, item.created_at_ms);
  writeMoment(writer, item.updated_at_ms);
  writeList(writer, [...item.touched], ([replica_id, sequence]) => {
    const place = places.get(replica_id);
    if (place === undefined) throw new TypeError(`an item was touched by unknown ${replica_id}`);
    writer.count(place).count(sequence);
  });
}

function readState(reader: WireReader): Bundle {
  const since = readVersion(reader);
  const version = readVersion(reader);
  const replica_ids = [...version.keys()];
  const items = readList(reader, () => readItem(reader, replica_ids));
  return { type: 'state', since, state: { version, items } };
}

function readItem(reader: WireReader, replica_ids: readonly string[]): StoredItem {
  const id = readItemId(reader);
  const blob = readCopy(reader);
  const created_at_ms = readMoment(reader);
  const updated_at_ms = readMoment(reader);
  return { ...id, blob, created_at_ms, updated_at_ms, touched: readTouched(reader, replica_ids) };
}

function readTouched(reader: WireReader, replica_ids: readonly string[]): StoreVersion {
  const pairs = readList(reader, () => {
    const replica_id = replica_ids[reader.count()];
    if (replica_id === undefined) throw new Error('an item was touched by an unknown store');
    return [replica_id, readOrdinal(reader)] as const;
  });
  return new Map(pairs);
}
