// The strings of all registers of one replica, end to end in one piece of memory: whoever exports or says what
// it holds walks through them in order. A piece for each would lie somewhere else each time, and take more to
// keep than what is in it.

import { copyStretch } from '../stretch.js';

const INITIAL_BYTES = 1024;
/** The most bytes that a UTF-16 code unit takes in UTF-8. */
const UTF8_MOST = 3;

const utf8 = new TextEncoder();

export class TextArena {
  #bytes: Uint8Array;
  #end = 0;

  /** @param expected_bytes how many will be appended; more may be. */
  constructor(expected_bytes = INITIAL_BYTES) {
    this.#bytes = new Uint8Array(expected_bytes);
  }

  /** Valid until more is appended. */
  get bytes(): Uint8Array {
    return this.#bytes;
  }

  get end(): number {
    return this.#end;
  }

  /** Returns where the copy starts. */
  append(source: Uint8Array, at: number, length: number): number {
    this.#reserve(length);
    const start = this.#end;
    copyStretch(source, at, length, this.#bytes, start);
    this.#end += length;
    return start;
  }

  /** Returns how many bytes the text takes. */
  appendText(text: string): number {
    this.#reserve(UTF8_MOST * text.length);
    const { written } = utf8.encodeInto(text, this.#bytes.subarray(this.#end));
    this.#end += written;
    return written;
  }

  /** Forgets what was appended behind `end`. */
  cutBack(end: number): void {
    this.#end = end;
  }

  #reserve(more: number): void {
    if (this.#end + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#end + more));
    grown.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = grown;
  }
}
