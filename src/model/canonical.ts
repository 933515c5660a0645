// One spelling per JSON value: sorted keys, no spaces, -0 as 0. Equality of values, order of elements and
// digests all rest on it, so that no engine's own ordering or encoding can make equal states look different.

import { configure } from 'safe-stable-stringify';
import type { Json } from './json.js';

const stringifySorted = configure({ deterministic: true, strict: true });

/**
 * The canonical JSON text of a value, in the spirit of RFC 8785 (sorted keys, shortest numbers).
 * @throws TypeError where the value is not JSON (undefined, NaN, Infinity, bigint, a date, a cycle).
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) {
    return JSON.stringify(value);
  }
  const text: unknown = stringifySorted(value, refuseForeign);
  if (typeof text !== 'string') throw new TypeError(`not a JSON value: ${typeof value}`);
  return text;
}

/**
 * Sees every value before it is spelled. Without it `[undefined]` reads as `[null]`, a map as `{}` and a
 * date as a string: a state that an engine has damaged would look equal to one that it has not.
 */
function refuseForeign(this: unknown, key: string): unknown {
  const value = (this as Readonly<Record<string, unknown>>)[key];
  if (!isJsonNode(value)) throw new TypeError(`not a JSON value: ${describe(value)}`);
  return value;
}

function isJsonNode(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  return value === null || Array.isArray(value) || isPlain(value);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function describe(value: unknown): string {
  return typeof value === 'number' ? String(value) : Object.prototype.toString.call(value);
}

/** Order of canonical texts by UTF-16 code unit: total, locale-free, the same on every machine. */
export function compareText(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True where the list is in ascending {@link compareText} order; neighbours may be equal. */
export function isSortedText(list: readonly string[]): boolean {
  for (let index = 1; index < list.length; index += 1) {
    if ((list[index - 1] ?? '') > (list[index] ?? '')) return false;
  }
  return true;
}
