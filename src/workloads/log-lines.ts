// Cuts the bytes of a write log into numbered lines of text, holding no more than one line at a time.

import { isUtf8 } from 'node:buffer';
import { LogFault } from './log-fault.js';

export interface LogLine {
  /** Counts from 1, blank lines included. */
  readonly number: number;
  readonly text: string;
}

const NEWLINE = 0x0a;
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * The lines that are not blank, without their line ends. A byte order mark before the first is dropped.
 * @throws LogFault at a line longer than `limit_bytes` or not of valid UTF-8.
 */
export async function* splitLines(
  chunks: AsyncIterable<Buffer>,
  limit_bytes: number,
): AsyncGenerator<LogLine> {
  const cutter = new LineCutter(limit_bytes);
  for await (const chunk of chunks) yield* cutter.cut(chunk);
  yield* cutter.rest();
}

class LineCutter {
  readonly #limit_bytes: number;
  #number = 1;
  #pieces: Buffer[] = [];
  #held_bytes = 0;

  constructor(limit_bytes: number) {
    this.#limit_bytes = limit_bytes;
  }

  /** The lines that end in this chunk. */
  *cut(chunk: Buffer): Generator<LogLine> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.#hold(chunk.subarray(start, end));
      yield* this.rest();
      start = end + 1;
    }
    this.#hold(chunk.subarray(start));
  }

  /** The line held so far, unless it is blank. */
  *rest(): Generator<LogLine> {
    const line = { number: this.#number, text: this.#takeText() };
    if (line.text.trim() !== '') yield line;
  }

  #hold(piece: Buffer): void {
    this.#held_bytes += piece.length;
    if (this.#held_bytes > this.#limit_bytes) {
      throw new LogFault(this.#number, `the line is longer than ${this.#limit_bytes} bytes`);
    }
    this.#pieces.push(piece);
  }

  #takeText(): string {
    const [only = Buffer.alloc(0)] = this.#pieces;
    const bytes = this.#pieces.length > 1 ? Buffer.concat(this.#pieces) : only;
    if (!isUtf8(bytes)) throw new LogFault(this.#number, 'the line is not valid UTF-8');
    const text = withoutReturn(bytes.toString('utf8'));
    const isMarked = this.#number === 1 && text.startsWith(BYTE_ORDER_MARK);
    this.#number += 1;
    this.#pieces = [];
    this.#held_bytes = 0;
    return isMarked ? text.slice(1) : text;
  }
}

/** A line end may be CR LF; the line feed is cut off already. */
function withoutReturn(text: string): string {
  return text.endsWith('\r') ? text.slice(0, -1) : text;
}
