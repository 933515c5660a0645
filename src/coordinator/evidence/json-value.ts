// Whether a value is JSON and nothing else: what JSON text would silently turn into something else (NaN, a
// date, a map) is not stored as if it were the same, and 1e999 in a text is not read as Infinity.

import type { Json, JsonScalar } from '../../model/json.js';

/** A write log's values may be nested 100 deep (workloads/log-value.ts); nobody walks deeper ones. */
export const MAX_VALUE_NESTING = 110;

export function isJson(value: unknown): value is Json {
  return isJsonWithin(value, MAX_VALUE_NESTING);
}

export function isJsonScalar(value: unknown): value is JsonScalar {
  if (typeof value === 'number') return Number.isFinite(value);
  return typeof value === 'string' || typeof value === 'boolean' || value === null;
}

function isJsonWithin(value: unknown, nesting: number): boolean {
  if (isJsonScalar(value)) return true;
  if (typeof value !== 'object' || nesting === 0) return false;
  if (!Array.isArray(value) && !isPlain(value)) return false;
  // Array.from shows the holes of a sparse array, which Object.values and `every` pass over.
  const children: unknown[] = Array.isArray(value) ? Array.from(value) : Object.values(value);
  return children.every((child) => isJsonWithin(child, nesting - 1));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
