// One spelling per JSON value: sorted keys, no spaces, -0 as 0. Equality of values, order of elements and
// digests all rest on it, so that no engine's own ordering or encoding can make equal states look different.

import { configure } from 'safe-stable-stringify';
import type { Json } from './json.js';

const stringifySorted = configure({ deterministic: true, strict: true });

/**
 * The canonical JSON text of a value, in the spirit of RFC 8785 (sorted keys, shortest numbers).
 * @throws TypeError where the value is not JSON (undefined, NaN, Infinity, bigint, a cycle).
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const text: unknown = stringifySorted(value);
  if (typeof text !== 'string') throw new TypeError(`not a JSON value: ${typeof value}`);
  return text;
}

/** Order of canonical texts by UTF-16 code unit: total, locale-free, the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True where the list is in strictly or weakly ascending {@link compareText} order. */
export function isSortedText(list: readonly string[]): boolean {
  for (let index = 1; index < list.length; index += 1) {
    if ((list[index - 1] ?? '') > (list[index] ?? '')) return false;
  }
  return true;
}
