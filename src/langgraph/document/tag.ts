// What a field is said to be: the value of its multi-value register. Lists and texts say only in which of
// their epochs they are, for what is in them grows in the log, and an object that it is one.

import type { Json } from '../../model/json.js';
import { canonicalJson } from '../../model/canonical.js';
import { copyJson, isJsonObject } from '../json-value.js';

/**
 * A list or a text that was removed and made again is another one under the same name: its next epoch. Writers
 * that did not see each other make the same one.
 */
export type Tag =
  | { readonly type: 'register'; readonly value: Json }
  | { readonly type: 'list'; readonly epoch: number }
  | { readonly type: 'text'; readonly epoch: number }
  | { readonly type: 'object' }
  | { readonly type: 'removed' };

export type TagType = Tag['type'];

/** A tag and where among its siblings its author put the field. */
export interface PlacedTag {
  readonly tag: Tag;
  readonly position: number;
}

export const OBJECT: Tag = { type: 'object' };
export const REMOVED: Tag = { type: 'removed' };

/** Written to disks and sent to other stores, so short: `{r: value}`, `{l: epoch}`, `{t: epoch}`, `{o: 1}`, `{x: 1}`. */
export function encodeTag({ tag, position }: PlacedTag): Json {
  const at = position === 0 ? {} : { at: position };
  switch (tag.type) {
    case 'register':
      return { r: tag.value, ...at };
    case 'list':
      return { l: tag.epoch, ...at };
    case 'text':
      return { t: tag.epoch, ...at };
    case 'object':
      return { o: 1, ...at };
    case 'removed':
      return { x: 1, ...at };
  }
}

/** Null where it is no tag: bytes of other stores are nothing to rely on. */
export function decodeTag(encoded: Json): PlacedTag | null {
  if (!isJsonObject(encoded)) return null;
  const tag = readTag(new Map(Object.entries(encoded)));
  const position = encoded['at'] ?? 0;
  return tag && isCount(position) ? { tag, position } : null;
}

function readTag(members: ReadonlyMap<string, Json>): Tag | null {
  const register = members.get('r');
  if (register !== undefined) return { type: 'register', value: copyJson(register) };
  const list = members.get('l');
  if (isCount(list)) return { type: 'list', epoch: list };
  const text = members.get('t');
  if (isCount(text)) return { type: 'text', epoch: text };
  if (members.get('o') === 1) return OBJECT;
  return members.get('x') === 1 ? REMOVED : null;
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/** Equal for tags that say the same. */
export function spellTag(tag: Tag): string {
  switch (tag.type) {
    case 'register':
      return `r${canonicalJson(tag.value)}`;
    case 'list':
    case 'text':
      return `${tag.type} ${tag.epoch}`;
    case 'object':
    case 'removed':
      return tag.type;
  }
}
