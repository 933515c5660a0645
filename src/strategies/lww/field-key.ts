// Registers travel under a fixed-width key instead of their field's name, so that a receiver finds its own
// register by comparing two integers and decodes the name only of an entry that wins.

import { createHash } from 'node:crypto';

/** The first 64 bits of the SHA-256 of the field's name, as two signed 32-bit integers. */
export interface FieldKey {
  readonly low: number;
  readonly high: number;
}

// A pure function's memory: field names are few and recur in every write and every replica of a thread.
const remembered = new Map<string, FieldKey>();
const REMEMBERED_LIMIT = 100_000;

export function fieldKeyOf(field: string): FieldKey {
  const known = remembered.get(field);
  if (known) return known;
  // UTF-16 code units, because UTF-8 would give two names with lone surrogates one key.
  const digest = createHash('sha256').update(field, 'utf16le').digest();
  const key = { low: digest.readInt32LE(0), high: digest.readInt32LE(4) };
  if (remembered.size >= REMEMBERED_LIMIT) remembered.clear();
  remembered.set(field, key);
  return key;
}
