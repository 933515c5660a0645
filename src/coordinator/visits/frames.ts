// Messages on a stream of bytes: a length in four bytes, then a value as V8 serialises it, so that a NaN
// arrives as one and is refused instead of becoming a null. Node's own channel between processes is not
// used, because bytes on it that are no message end the parent with an exception that nobody can catch, and
// a message may be of any size.

import { deserialize, serialize } from 'node:v8';

const LENGTH_BYTES = 4;

/** Bytes that are not a message, or one that is too long; the stream is useless from there on. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
}

/** @throws Error where the value holds what cannot be cloned. */
export function encodeFrame(value: unknown): Buffer {
  const body = serialize(value);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(body.length);
  return Buffer.concat([length, body]);
}

/** Puts messages together from the pieces in which their bytes arrive. */
export class FrameReader {
  readonly #limit_bytes: number;
  #pieces: Buffer[] = [];
  #held_bytes = 0;

  /** @param limit_bytes the longest message accepted. */
  constructor(limit_bytes: number) {
    this.#limit_bytes = limit_bytes;
  }

  /** The messages complete with this piece. @throws FrameError */
  *push(piece: Buffer): Generator<unknown, void> {
    this.#pieces.push(piece);
    this.#held_bytes += piece.length;
    for (let body = this.#takeBody(); body !== null; body = this.#takeBody()) yield valueOf(body);
  }

  #takeBody(): Buffer | null {
    if (this.#held_bytes < LENGTH_BYTES) return null;
    const length = this.#peekLength();
    if (length > this.#limit_bytes) {
      throw new FrameError(`a message of ${length} bytes, ${this.#limit_bytes} is the most`);
    }
    const end = LENGTH_BYTES + length;
    if (this.#held_bytes < end) return null;
    const held = this.#join();
    this.#pieces = [held.subarray(end)];
    this.#held_bytes -= end;
    return held.subarray(LENGTH_BYTES, end);
  }

  /** A long message arrives in many pieces: they are joined once it is complete, not with every piece. */
  #peekLength(): number {
    const [first] = this.#pieces;
    const head = first && first.length >= LENGTH_BYTES ? first : this.#join();
    return head.readUInt32BE();
  }

  #join(): Buffer {
    const joined = Buffer.concat(this.#pieces);
    this.#pieces = [joined];
    return joined;
  }
}

function valueOf(body: Buffer): unknown {
  try {
    return deserialize(body) as unknown;
  } catch (thrown) {
    throw new FrameError('bytes that are no message', { cause: thrown });
  }
}
