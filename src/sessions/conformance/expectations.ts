// What was expected and what was seen. Values are equal where their canonical JSON is: a store may build its
// answers in whatever way, of objects without a prototype and with keys in any order.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';

const MAX_SHOWN_CHARS = 300;

/** A store does otherwise than the sentence of a case says. */
export class ConformanceFailure extends Error {
  override readonly name = 'ConformanceFailure';
}

/** @throws ConformanceFailure where the two differ. */
export function expectSame(seen: unknown, expected: unknown, what: string): void {
  const [is, should] = [textOf(seen), canonicalJson(expected as Json)];
  if (is === should) return;
  throw new ConformanceFailure(`${what}: expected ${shown(should)}, saw ${shown(is)}`);
}

/** @throws ConformanceFailure where it is none; narrows it where it is one. */
export function expectType<T extends { readonly type: string }, K extends T['type']>(
  seen: T,
  type: K,
  what: string,
): Extract<T, { readonly type: K }> {
  if (isOfType(seen, type)) return seen;
  throw new ConformanceFailure(`${what}: expected ${type}, saw ${shown(textOf(seen))}`);
}

function isOfType<T extends { readonly type: string }, K extends T['type']>(
  seen: T,
  type: K,
): seen is Extract<T, { readonly type: K }> {
  return seen.type === type;
}

function textOf(value: unknown): string {
  try {
    return canonicalJson(value as Json);
  } catch {
    return `what is not JSON (${typeof value})`;
  }
}

function shown(text: string): string {
  return text.length <= MAX_SHOWN_CHARS ? text : `${text.slice(0, MAX_SHOWN_CHARS)}…`;
}
