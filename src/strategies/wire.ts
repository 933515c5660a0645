// Whole numbers, texts and fixed-width parts end to end in bytes: what versions are written with. A version
// is short and sent with every pull, so numbers take the bytes they need (LEB128, low bits first).

import { copyStretch } from './stretch.js';

const INITIAL_BYTES = 1024;
const SPARE_MOST_BYTES = 64 * 1024;
const NONE = new Uint8Array(0);

/** Memory for whoever writes next: most of what is written is short, and written many thousand times. */
let spare: Uint8Array | null = null;

/** Appends; `finish`, which is its last call, returns what was appended, in memory of its own. */
export class WireWriter {
  #bytes = spare ?? new Uint8Array(INITIAL_BYTES);
  #length = 0;

  /** @param room_bytes what is expected, where that is much: it then need not grow. */
  constructor(room_bytes = 0) {
    spare = null;
    if (room_bytes > this.#bytes.length) this.#bytes = new Uint8Array(room_bytes);
  }

  /** A whole number from 0 to 2^53 - 1, in 1 to 8 bytes. */
  count(value: number): this {
    this.#reserve(8);
    const bytes = this.#bytes;
    let at = this.#length;
    let rest = value;
    while (rest > 0x7f) {
      bytes[at] = 0x80 | (rest % 0x80);
      at += 1;
      rest = Math.floor(rest / 0x80);
    }
    bytes[at] = rest;
    this.#length = at + 1;
    return this;
  }

  /** A whole number of 32 bits, signed or not, in 4 bytes. */
  word(value: number): this {
    this.#reserve(4);
    const bytes = this.#bytes;
    const at = this.#length;
    bytes[at] = value;
    bytes[at + 1] = value >>> 8;
    bytes[at + 2] = value >>> 16;
    bytes[at + 3] = value >>> 24;
    this.#length = at + 4;
    return this;
  }

  /** Bytes as they are; the reader must know how many. */
  bytes(part: Uint8Array): this {
    this.#reserve(part.length);
    this.#bytes.set(part, this.#length);
    this.#length += part.length;
    return this;
  }

  /** A stretch of bytes as they are. */
  stretch(source: Uint8Array, at: number, length: number): this {
    this.#reserve(length);
    copyStretch(source, at, length, this.#bytes, this.#length);
    this.#length += length;
    return this;
  }

  /** A stretch of bytes behind their number. */
  sizedStretch(source: Uint8Array, at: number, length: number): this {
    return this.count(length).stretch(source, at, length);
  }

  /** Bytes behind their number. */
  sized(part: Uint8Array): this {
    return this.count(part.length).bytes(part);
  }

  finish(): Uint8Array {
    const finished = this.#bytes.slice(0, this.#length);
    if (this.#bytes.length <= SPARE_MOST_BYTES) spare = this.#bytes;
    this.#bytes = NONE;
    this.#length = 0;
    return finished;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * (this.#length + more));
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}

/** Reads what a {@link WireWriter} wrote, from bytes that nobody vouches for. */
export class WireReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** @throws Error where no whole number up to 2^53 - 1 stands here, or one in more bytes than it needs. */
  count(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.#next();
      value += (byte & 0x7f) * scale;
      if (value > Number.MAX_SAFE_INTEGER || scale > 2 ** 49)
        throw new Error('a number is too large');
      if (byte === 0 && scale > 1) throw new Error('a number has bytes to spare');
      if (byte < 0x80) return value;
    }
  }

  /** A whole number of 32 bits, signed. */
  word(): number {
    let value = 0;
    for (let shift = 0; shift < 32; shift += 8) value |= this.#next() << shift;
    return value;
  }

  /**
   * A view of the next bytes.
   * @throws Error where there are fewer.
   */
  bytes(length: number): Uint8Array {
    const start = this.skip(length);
    return this.#bytes.subarray(start, start + length);
  }

  /**
   * Where the next bytes start, without a view of them.
   * @throws Error where there are fewer.
   */
  skip(length: number): number {
    const start = this.#at;
    if (start + length > this.#bytes.length) throw new Error('it ends too early');
    this.#at = start + length;
    return start;
  }

  sized(): Uint8Array {
    return this.bytes(this.count());
  }

  /** A view of all that is left. */
  rest(): Uint8Array {
    return this.bytes(this.#bytes.length - this.#at);
  }

  /** How many bytes have been read. */
  get at(): number {
    return this.#at;
  }

  isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  /** @throws Error where bytes are left over. */
  end(): void {
    if (!this.isAtEnd()) throw new Error('it has bytes to spare');
  }

  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Error('it ends too early');
    this.#at += 1;
    return byte;
  }
}
