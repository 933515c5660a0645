// Frames: what is written and synchronised at once. A frame begins on disk only after the one before it is
// there, so a crash or a power cut can damage the last frame and no other: whatever else is damaged, was
// damaged later, and is an error.
//
// Little-endian: length of the body (4 bytes), number of the frame in its file, counted from 1 (4), CRC-32 of
// the body (4), CRC-32 of the 12 bytes before (4); then the body: the number
// of its parts, and each behind its length.

import { crc32 } from 'node:zlib';
import { WireReader, WireWriter } from '../../strategies/wire.js';
import type { ReadingFile } from './files.js';

const HEADER_BYTES = 16;
const CHECKED_BYTES = 12;

export interface Frame {
  readonly parts: readonly Uint8Array[];
}

export function encodeFrame(number: number, parts: readonly Uint8Array[]): Uint8Array {
  const writer = new WireWriter().count(parts.length);
  for (const part of parts) writer.sized(part);
  const body = writer.finish();
  const checked = new WireWriter().word(body.length).word(number).word(crc32(body)).finish();
  return new WireWriter().bytes(checked).word(crc32(checked)).bytes(body).finish();
}

/** Where the frames of a file end. */
export interface FramesEnd {
  readonly frames: number;
  readonly whole_bytes: number;
  /** What a crash left behind them. */
  readonly torn_bytes: number;
}

/** Damage that no crash explains. */
export class DamagedFrameError extends Error {
  override readonly name = 'DamagedFrameError';
}

/**
 * The frames of a file from a place on.
 * @throws DamagedFrameError saying where it is damaged before its end.
 */
export function* readFrames(file: ReadingFile, start: number): Generator<Frame, FramesEnd> {
  let at = start;
  for (let number = 1; ; number += 1) {
    const frame = at === file.bytes ? null : readFrame(file, at, number);
    if (frame === null) return { frames: number - 1, whole_bytes: at, torn_bytes: file.bytes - at };
    yield frame;
    at = frame.end;
  }
}

/** Null where it is torn. */
function readFrame(
  file: ReadingFile,
  at: number,
  number: number,
): (Frame & { end: number }) | null {
  const header = readHeader(file.read(at, HEADER_BYTES));
  if (header === null) return refuseIfFollowed(file, at, number);
  if (header.number !== number) {
    throw new DamagedFrameError(`frame ${number} is not at byte ${at}, but ${header.number}`);
  }
  const end = at + HEADER_BYTES + header.length;
  const body = file.read(
    at + HEADER_BYTES,
    Math.min(header.length, file.bytes - at - HEADER_BYTES),
  );
  if (body.length === header.length && crc32(body) === header.checksum) {
    return { parts: partsOf(body), end };
  }
  if (end >= file.bytes) return null;
  throw new DamagedFrameError(`frame ${number} at byte ${at} has a wrong checksum`);
}

interface Header {
  readonly length: number;
  readonly number: number;
  readonly checksum: number;
}

function readHeader(bytes: Uint8Array): Header | null {
  if (bytes.length < HEADER_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  if (crc32(bytes.subarray(0, CHECKED_BYTES)) !== view.getUint32(CHECKED_BYTES, true)) return null;
  return {
    length: view.getUint32(0, true),
    number: view.getUint32(4, true),
    checksum: view.getUint32(8, true),
  };
}

function partsOf(body: Uint8Array): readonly Uint8Array[] {
  const reader = new WireReader(body);
  const parts: Uint8Array[] = [];
  for (let left = reader.count(); left > 0; left -= 1) parts.push(reader.sized());
  reader.end();
  return parts;
}

/** A header that cannot be read was torn, unless a later frame stands behind it, which was written after it. */
function refuseIfFollowed(file: ReadingFile, at: number, number: number): null {
  const rest = file.read(at, file.bytes - at);
  for (let offset = 1; offset + HEADER_BYTES <= rest.length; offset += 1) {
    const header = readHeader(rest.subarray(offset, offset + HEADER_BYTES));
    if (header === null || header.number <= number) continue;
    throw new DamagedFrameError(`frame ${number} at byte ${at} is damaged, and others follow it`);
  }
  return null;
}
