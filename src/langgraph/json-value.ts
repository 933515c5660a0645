// What users put, taken as the JSON it is: a copy that nobody else holds, with what JSON.stringify leaves out
// left out, and an error where it would lose something without a word.

import { canonicalJson } from '../model/canonical.js';
import type { Json } from '../model/json.js';
import type { JsonObject } from './key-terms.js';
import { StoreError } from './store-error.js';

/** Deeper nesting is taken for a mistake: every level is a field with a history of its own. */
export const DEEPEST = 64;

interface Place {
  readonly path: readonly string[];
  /** The objects that this value is inside of. */
  readonly inside: readonly object[];
}

/**
 * A copy of the value as JSON.stringify would spell it: `toJSON` is asked, members that are undefined are left
 * out, undefined in a list is null, -0 is 0.
 * @throws StoreError `not_json` at NaN, Infinity, bigint, functions, symbols, maps, sets, bytes and cycles, and
 * where the value is no object; `too_deep` below {@link DEEPEST} levels.
 */
export function toJsonObject(value: unknown): JsonObject {
  const copy = toJson(value);
  if (isJsonObject(copy)) return copy;
  throw notJson(describe(value), [], 'the value of an item is an object');
}

/** The same for a value that need not be an object. */
export function toJson(value: unknown): Json {
  return convert(askToJson(value, ''), { path: [], inside: [] });
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy, to be changed by whoever gets it. */
export function copyJson(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(copyJson);
  // Unlike an assignment, fromEntries makes `__proto__` a member like any other.
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copyJson(item)]));
}

/** Equality of JSON values: the order of members does not count. */
export function sameJson(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return canonicalJson(left) === canonicalJson(right);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

function convert(value: unknown, place: Place): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw notJson(`the number ${value}`, place.path);
      return value + 0;
    case 'object':
      return value === null ? null : convertObject(value, place);
    default:
      throw notJson(describe(value), place.path);
  }
}

function convertObject(value: object, { path, inside }: Place): Json {
  if (inside.includes(value)) throw notJson('a value that contains itself', path);
  if (path.length >= DEEPEST) throw tooDeep(path);
  if (isForeign(value)) throw notJson(describe(value), path);
  const below = (name: string): Place => ({ path: [...path, name], inside: [...inside, value] });
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      item === undefined ? null : convert(askToJson(item, `${index}`), below(`${index}`)),
    );
  }
  const members = Object.entries(value)
    .map(([name, item]) => [name, askToJson(item, name)] as const)
    .filter(([, item]) => item !== undefined);
  return Object.fromEntries(members.map(([name, item]) => [name, convert(item, below(name))]));
}

function askToJson(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !('toJSON' in value)) return value;
  const { toJSON } = value;
  return typeof toJSON === 'function' ? (toJSON.call(value, name) as unknown) : value;
}

/** JSON.stringify makes `{}` of these, or an object of numbered bytes. */
function isForeign(value: object): boolean {
  return (
    value instanceof Map ||
    value instanceof Set ||
    value instanceof WeakMap ||
    value instanceof WeakSet ||
    value instanceof Promise ||
    value instanceof RegExp ||
    value instanceof ArrayBuffer ||
    ArrayBuffer.isView(value)
  );
}

function describe(value: unknown): string {
  if (typeof value !== 'object')
    return typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`;
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function notJson(
  what: string,
  path: readonly string[],
  remedy = 'put values that JSON can hold',
): StoreError {
  return new StoreError('not_json', { what: `${what} is no JSON`, where: placeName(path), remedy });
}

function tooDeep(path: readonly string[]): StoreError {
  return new StoreError('too_deep', {
    what: `nested deeper than ${DEEPEST} levels`,
    where: `${path.slice(0, 4).join('.')}…`,
    remedy: 'put a flatter value, or the deep part as text',
  });
}

function placeName(path: readonly string[]): string {
  return path.length === 0 ? 'the value' : path.join('.');
}
