// What one put says of one field, beside what its author knew of it: the terms in which the writers of each
// kind decide what of it is news.

import type { Json } from '../../model/json.js';
import { isJsonObject, sameJson } from '../json-value.js';
import type { JsonObject } from '../key-terms.js';
import { isEscalated } from '../sentinel.js';
import type { Field } from './field.js';
import type { Pen } from './pen.js';
import type { Tag } from './tag.js';
import { spellTag } from './tag.js';

/** What the author read of a field before: nothing because it never read, that there is none, or a value. */
export type Known =
  | { readonly type: 'unread' }
  | { readonly type: 'absent' }
  | { readonly type: 'read'; readonly value: Json };

export const UNREAD: Known = { type: 'unread' };
export const ABSENT: Known = { type: 'absent' };

export interface Statement {
  readonly field: Field;
  readonly value: Json;
  readonly known: Known;
  /** Among the fields of its parent, as the author put them. */
  readonly position: number;
}

/** The value that was read, where it was one and no conflict. */
export function readValue(known: Known): Json | undefined {
  return known.type === 'read' && !isEscalated(known.value) ? known.value : undefined;
}

/** What is known of a field below. */
export function knownBelow(known: Known, name: string): Known {
  if (known.type === 'unread') return UNREAD;
  const parent = readValue(known);
  return isJsonObject(parent) ? memberOf(parent, name) : ABSENT;
}

function memberOf(parent: JsonObject, name: string): Known {
  const value = Object.hasOwn(parent, name) ? parent[name] : undefined;
  return value === undefined ? ABSENT : { type: 'read', value };
}

export function repeatsWhatWasRead({ known, value }: Statement): boolean {
  const before = readValue(known);
  return before !== undefined && sameJson(before, value);
}

/**
 * Whether the field needs no new head to say this: it says so already and the author knew it, or the author
 * leaves it as it was read, whatever became of it meanwhile.
 */
export function stands(
  pen: Pen,
  { field, tag, change }: { field: Field; tag: Tag; change: 'left' | 'changed' },
): boolean {
  const spelled = spellTag(tag);
  const says = (heads: Field['heads']): boolean => heads.every((head) => head.spelled === spelled);
  if (pen.knows(field) && says(field.heads)) return true;
  return change === 'left' && says(pen.seen(field.heads));
}
