// The parts that stores write into bytes again and again: texts, moments and versions.

import type { WireReader, WireWriter } from '../strategies/wire.js';
import type { ItemId, StoreVersion } from './store-updates.js';

const MOMENT_BYTES = 8;
const ENCODER = new TextEncoder();
const DECODER = new TextDecoder('utf-8', { fatal: true });

/** As JSON, which spells lone surrogates as escapes: plain UTF-8 would make different keys one. */
export function writeText(writer: WireWriter, text: string): void {
  writer.sized(ENCODER.encode(JSON.stringify(text)));
}

export function readText(reader: WireReader): string {
  const text: unknown = JSON.parse(DECODER.decode(reader.sized()));
  if (typeof text !== 'string') throw new Error('a text is not one');
  return text;
}

/** Milliseconds since the epoch, with their fraction. */
export function writeMoment(writer: WireWriter, moment_ms: number): void {
  const bytes = new Uint8Array(MOMENT_BYTES);
  new DataView(bytes.buffer).setFloat64(0, moment_ms);
  writer.bytes(bytes);
}

export function readMoment(reader: WireReader): number {
  const { buffer, byteOffset } = reader.bytes(MOMENT_BYTES);
  const moment_ms = new DataView(buffer, byteOffset, MOMENT_BYTES).getFloat64(0);
  if (!Number.isFinite(moment_ms)) throw new Error('a moment is not a number');
  return moment_ms;
}

/** Bytes of their own, so that what is kept of a message does not keep all of it. */
export function readCopy(reader: WireReader): Uint8Array {
  return reader.sized().slice();
}

export function writeItemId(writer: WireWriter, { namespace, key }: ItemId): void {
  writeList(writer, namespace, (name) => {
    writeText(writer, name);
  });
  writeText(writer, key);
}

export function readItemId(reader: WireReader): ItemId {
  const namespace = readList(reader, () => readText(reader));
  return { namespace, key: readText(reader) };
}

/** The stores that a version names once it is written, in order: those of which it holds something. */
export function namedIn(version: StoreVersion): readonly (readonly [string, number])[] {
  return [...version].filter(([, count]) => count > 0);
}

export function writeVersion(writer: WireWriter, version: StoreVersion): void {
  writeList(writer, namedIn(version), ([replica_id, count]) => {
    writeText(writer, replica_id);
    writer.count(count);
  });
}

export function readVersion(reader: WireReader): StoreVersion {
  const pairs = readList(reader, () => [readText(reader), readOrdinal(reader)] as const);
  const version = new Map(pairs);
  if (version.size < pairs.length) throw new Error('a store occurs twice');
  return version;
}

/** A number counted from 1. */
export function readOrdinal(reader: WireReader): number {
  const ordinal = reader.count();
  if (ordinal === 0) throw new Error('a number that counts from 1 is 0');
  return ordinal;
}

export function writeList<Part>(
  writer: WireWriter,
  parts: readonly Part[],
  write: (part: Part) => void,
): void {
  writer.count(parts.length);
  parts.forEach(write);
}

/** Every part takes a byte at least, so that a wrong number of them ends with the bytes. */
export function readList<Part>(reader: WireReader, read: () => Part): Part[] {
  const parts: Part[] = [];
  for (let left = reader.count(); left > 0; left -= 1) parts.push(read());
  return parts;
}
