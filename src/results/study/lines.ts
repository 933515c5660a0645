// Cuts a file into lines, holding no more than one of them and one chunk at a time. Lines stay bytes.

import { readAt } from './disk.js';
import type { OpenFile } from './disk.js';

export interface Line {
  /** Counts from 1. */
  readonly number: number;
  /** Without its line feed. */
  readonly bytes: Buffer;
  /** Where the next line begins. */
  readonly end: number;
  /** `cut`: the file ends before a line feed. */
  readonly type: 'ended' | 'cut';
}

/** A line longer than allowed. */
export class LineTooLongError extends Error {
  override readonly name = 'LineTooLongError';
  readonly number: number;

  constructor(number: number, limit_bytes: number) {
    super(`it is longer than ${limit_bytes} bytes`);
    this.number = number;
  }
}

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;

/** The lines up to the size that the file had when it was opened. @throws LineTooLongError */
export function* linesOf(file: OpenFile, limit_bytes: number): Generator<Line, void> {
  const held = new HeldLine(limit_bytes);
  for (let position = 0; position < file.bytes;) {
    const chunk = readAt(file.fd, position, Math.min(CHUNK_BYTES, file.bytes - position));
    if (chunk.length === 0) break;
    let start = 0;
    for (let at = chunk.indexOf(LINE_FEED); at >= 0; at = chunk.indexOf(LINE_FEED, start)) {
      held.add(chunk.subarray(start, at));
      start = at + 1;
      yield held.take(position + start, 'ended');
    }
    held.add(chunk.subarray(start));
    position += chunk.length;
  }
  if (held.bytes > 0) yield held.take(file.bytes, 'cut');
}

/** The pieces of a line that may span chunks. */
class HeldLine {
  readonly #limit_bytes: number;
  #pieces: Buffer[] = [];
  #number = 1;
  bytes = 0;

  constructor(limit_bytes: number) {
    this.#limit_bytes = limit_bytes;
  }

  add(piece: Buffer): void {
    this.bytes += piece.length;
    if (this.bytes > this.#limit_bytes) throw new LineTooLongError(this.#number, this.#limit_bytes);
    this.#pieces.push(piece);
  }

  take(end: number, type: Line['type']): Line {
    const line = { number: this.#number, bytes: Buffer.concat(this.#pieces), end, type };
    this.#pieces = [];
    this.bytes = 0;
    this.#number += 1;
    return line;
  }
}
