// JSON text of unknown origin. How deep it is nested is counted before anything is parsed: whoever walks a
// value walks it by recursion, and a few kilobytes of brackets must not end the process.

import { isUtf8 } from 'node:buffer';
import { MAX_VALUE_NESTING } from './json-value.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** An evidence file holds values eight deep itself. */
const MAX_NESTING = MAX_VALUE_NESTING + 8;

/**
 * The value that the UTF-8 bytes spell.
 * @throws Error where they are not UTF-8, not JSON, or nested deeper than anything of ours.
 */
export function parseJson(bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw new Error('it is not valid UTF-8');
  if (nestingOf(bytes) > MAX_NESTING) throw new Error(`it is nested more than ${MAX_NESTING} deep`);
  return JSON.parse(bytes.toString('utf8'));
}

/** How deep brackets and braces are nested, strings left out. Of what is no JSON, any number. */
function nestingOf(bytes: Uint8Array): number {
  let [depth, deepest] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) at = endOfString(bytes, at);
    else if (OPENING.has(byte)) deepest = Math.max(deepest, (depth += 1));
    else if (CLOSING.has(byte)) depth -= 1;
  }
  return deepest;
}

/** The index of the quote that ends the string begun at `start`, or the length where none does. */
function endOfString(bytes: Uint8Array, start: number): number {
  let at = start + 1;
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at;
}
