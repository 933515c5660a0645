// What a strategy claims is of unknown type, whatever its interface says: a plug-in may be plain JavaScript.
// Each function returns the value as it is, or refuses to have it stored as something else.

import type { Json, JsonScalar } from '../../model/json.js';
import { UnstorableEvidenceError } from './document.js';
import { isJson, isJsonScalar } from './json-value.js';

export function claimedText(value: string): string {
  return expectType(value, typeof value === 'string', 'a text');
}

export function claimedNumber(value: number): number {
  return expectType(value, Number.isFinite(value), 'a number');
}

export function claimedList<T>(value: readonly T[]): readonly T[] {
  return expectType(value, Array.isArray(value), 'a list');
}

export function claimedJson(value: Json): Json {
  return expectType(value, isJson(value), 'JSON');
}

export function claimedScalar(value: JsonScalar): JsonScalar {
  return expectType(value, isJsonScalar(value), 'a JSON scalar');
}

export function claimedName<T extends string>(value: T, names: readonly T[]): T {
  return expectType(value, names.includes(value), `one of ${names.join(', ')}`);
}

function expectType<T>(value: T, isRight: boolean, wanted: string): T {
  if (isRight) return value;
  throw new UnstorableEvidenceError(`a reading holds a value that is not ${wanted}`);
}
