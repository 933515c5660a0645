// The names in the folder of a durable store, and the line that each of its files starts with.
//
// `snapshot-<n>` holds the state that all logs before `updates-<n>` lead to; without a snapshot the first log
// is `updates-0`. `torn-<n>` keeps what was cut from the end of a log after a crash.

import { PARTIAL } from './files.js';

export type FileRole = 'snapshot' | 'updates' | 'torn';

export interface StoreFile {
  readonly role: FileRole;
  readonly number: number;
}

export const LOCK = 'lock';

const NUMBERED = /^(snapshot|updates|torn)-(0|[1-9]\d{0,14})$/;

export function nameOf({ role, number }: StoreFile): string {
  return `${role}-${number}`;
}

export type NameReading =
  | { readonly type: 'file'; readonly file: StoreFile }
  | { readonly type: 'partial' | 'lock' | 'foreign' | 'hidden' };

export function readName(name: string): NameReading {
  if (name === LOCK || name.startsWith(`${LOCK}.`)) return { type: 'lock' };
  if (name.startsWith('.')) return { type: 'hidden' };
  const isPartial = name.endsWith(PARTIAL);
  const match = NUMBERED.exec(isPartial ? name.slice(0, -PARTIAL.length) : name);
  if (match === null) return { type: 'foreign' };
  if (isPartial) return { type: 'partial' };
  return { type: 'file', file: { role: match[1] as FileRole, number: Number(match[2]) } };
}

const FORMAT = 1;
const LINE = /^mergestorm store (snapshot|updates) format (\d{1,9})\n/;

/** No such line is longer. */
export const MAX_LINE_BYTES = 64;

export function firstLine(role: 'snapshot' | 'updates'): Uint8Array {
  return new TextEncoder().encode(`mergestorm store ${role} format ${FORMAT}\n`);
}

export type LineReading =
  | { readonly type: 'known'; readonly bytes: number }
  | { readonly type: 'unknown_format'; readonly format: number }
  | { readonly type: 'foreign' };

export function readFirstLine(role: FileRole, bytes: Uint8Array): LineReading {
  const match = LINE.exec(new TextDecoder('latin1').decode(bytes));
  if (match?.[1] !== role) return { type: 'foreign' };
  const format = Number(match[2]);
  if (format !== FORMAT) return { type: 'unknown_format', format };
  return { type: 'known', bytes: match[0].length };
}
