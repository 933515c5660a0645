// What users put, taken as the JSON it is: a copy that nobody else holds, with what JSON.stringify leaves out
// left out, and an error where it would lose something without a word.

import { canonicalJson } from '../model/canonical.js';
import type { Json } from '../model/json.js';
import type { JsonObject } from './key-terms.js';
import { StoreError } from './store-error.js';

/** Deeper nesting is taken for a mistake: every level is a field with a history of its own. */
export const DEEPEST = 64;

/** Where a value is: what it is a member of, and by what name. Null at the root. */
type Place = {
  readonly name: string;
  readonly parent: object;
  readonly around: Place;
} | null;

/**
 * A copy of the value as JSON.stringify would spell it: `toJSON` is asked, members that are undefined are left
 * out, undefined in a list is null, -0 is 0.
 * @throws StoreError `not_json` at NaN, Infinity, bigint, functions, symbols, maps, sets, bytes and cycles, and
 * where the value is no object; `too_deep` below {@link DEEPEST} levels.
 */
export function toJsonObject(value: unknown): JsonObject {
  const copy = toJson(value);
  if (isJsonObject(copy)) return copy;
  throw notJson(describe(value), null, 'the value of an item is an object');
}

/** The same for a value that need not be an object. */
export function toJson(value: unknown): Json {
  return convert(askToJson(value, ''), null);
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
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'object') return convertObject(value, place);
  if (typeof value !== 'number') throw notJson(describe(value), place);
  if (!Number.isFinite(value)) throw notJson(`the number ${value}`, place);
  return value + 0;
}

function convertObject(parent: object, around: Place): Json {
  checkNesting(parent, around);
  if (isForeign(parent)) throw notJson(describe(parent), around);
  if (Array.isArray(parent)) return parent.map((item, index) => convertItem(item, index));
  const members = Object.entries(parent)
    .map(([name, item]) => [name, askToJson(item, name)] as const)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => [name, convert(item, { name, parent, around })] as const);
  return Object.fromEntries(members);

  function convertItem(item: unknown, index: number): Json {
    const name = `${index}`;
    const asked = askToJson(item, name);
    return asked === undefined ? null : convert(asked, { name, parent, around });
  }
}

function checkNesting(value: object, place: Place): void {
  let levels = 0;
  for (let at = place; at !== null; at = at.around) {
    if (at.parent === value) throw notJson('a value that contains itself', place);
    levels += 1;
  }
  if (levels >= DEEPEST) throw tooDeep(place);
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

function notJson(what: string, place: Place, remedy = 'put values that JSON can hold'): StoreError {
  return new StoreError('not_json', { what: `${what} is no JSON`, where: nameOf(place), remedy });
}

function tooDeep(place: Place): StoreError {
  return new StoreError('too_deep', {
    what: `nested deeper than ${DEEPEST} levels`,
    where: nameOf(place),
    remedy: 'put a flatter value, or the deep part as text',
  });
}

function nameOf(place: Place): string {
  const names: string[] = [];
  for (let at = place; at !== null; at = at.around) names.unshift(at.name);
  return names.join('.') || 'the value';
}
