// Decoding what won. A blob is untrusted: whatever a winner says is checked here, before any of its import
// takes effect.

import type { Json, JsonScalar } from '../../model/json.js';
import { messageOf } from '../../model/problem.js';
import type { RegisterContent } from './register.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What JSON spells otherwise between quotes, or does not allow there. */
const NOT_PLAIN = /["\\\u0000-\u001f]/;

/** The text of some of the bytes that it was made for. */
export type TextOf = (start: number, end: number) => string;

/**
 * Decodes parts of `bytes` between `start` and `end`, which are not shared with other threads.
 * @throws Error where all of it is no UTF-8; so does the reader, of a part.
 */
export function textReader(bytes: Uint8Array, start: number, end: number): TextOf {
  const text = utf8.decode(bytes.subarray(start, end));
  // As many characters as bytes are one byte each, and positions of the one are positions of the other.
  return text.length === end - start
    ? (from, to) => text.slice(from - start, to - start)
    : (from, to) => utf8.decode(bytes.subarray(from, to));
}

/** @throws Error where it is not spelled as names are. */
export function decodeName(text: string): string {
  if (!NOT_PLAIN.test(text)) return text;
  const name: unknown = JSON.parse(`"${text}"`);
  // One spelling per name, because ties are decided by it and it is handed on as it came.
  if (JSON.stringify(name) !== `"${text}"`)
    throw new TypeError('a name is not spelled as names are');
  return String(name);
}

/** @throws Error where it is none. */
export function decodeContent(text: string): RegisterContent {
  const parsed: unknown = JSON.parse(text);
  if (Array.isArray(parsed) && parsed.length === 2) {
    const [kind, value] = parsed as [unknown, Json];
    if (kind === 'scalar') return { kind, value };
    if (kind === 'append_text' && typeof value === 'string') return { kind, value };
    if (kind === 'grow_set' && isScalarList(value)) return { kind, value };
  }
  throw new TypeError('a value is not one of any kind');
}

function isScalarList(value: Json): value is readonly JsonScalar[] {
  return Array.isArray(value) && value.every((item) => item === null || typeof item !== 'object');
}

export function unreadable(thrown: unknown): Error {
  return new Error(`lww blob holds an unreadable register: ${messageOf(thrown)}`, {
    cause: thrown,
  });
}
