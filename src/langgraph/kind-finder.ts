// How a field merges: as declared for its path, else by what is put there and under what name. Inference is a
// default that can be read off the value; whoever wants otherwise declares.

import type { Json } from '../model/json.js';
import { isJsonObject, isList } from './json-value.js';
import type { Path } from './key-terms.js';
import type { Kinds, StoreKind } from './kinds.js';
import { STORE_KINDS } from './kinds.js';
import { StoreError } from './store-error.js';

/** `object`: its members are fields of their own. */
export type FieldShape = StoreKind | 'object';

export type KindFinder = (path: Path, value: Json) => FieldShape;

/** A string is a text where the last word of its field's name is one of these. */
export const TEXT_NAMES: ReadonlySet<string> = new Set([
  'bio',
  'comment',
  'comments',
  'content',
  'description',
  'history',
  'journal',
  'log',
  'logs',
  'message',
  'messages',
  'note',
  'notes',
  'summary',
  'text',
  'transcript',
]);

/**
 * Declared kinds win; a declared list or text that is given another type is a register there, so that it
 * conflicts with what it stands against instead of dropping it.
 * @throws StoreError `unknown_kind` where a declared kind is none.
 */
export function createKindFinder(kinds: Kinds = {}): KindFinder {
  const declared = new Map(Object.entries(kinds));
  for (const [path, kind] of declared) checkKind(path, kind);
  return (path, value) => {
    const kind = declared.get(path.join('.'));
    return kind ? (FITS[kind](value) ? kind : 'register') : infer(path, value);
  };
}

const FITS: Readonly<Record<StoreKind, (value: Json) => boolean>> = {
  grow_set: isList,
  append_text: (value) => typeof value === 'string',
  register: () => true,
};

function infer(path: Path, value: Json): FieldShape {
  if (isList(value)) return 'grow_set';
  if (isJsonObject(value)) return 'object';
  return typeof value === 'string' && isTextName(path.at(-1) ?? '') ? 'append_text' : 'register';
}

/** By words, so that `meeting_notes` and `userBio` are texts, and neither `context` nor `catalog` is. */
function isTextName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[^\p{L}\p{N}]+/u);
  return TEXT_NAMES.has((words.at(-1) ?? '').toLowerCase());
}

function checkKind(path: string, kind: unknown): void {
  if (STORE_KINDS.some((known) => known === kind)) return;
  throw new StoreError('unknown_kind', {
    what: `no kind ${JSON.stringify(kind)}`,
    where: `kinds, ${JSON.stringify(path)}`,
    remedy: `choose one of ${STORE_KINDS.join(', ')}`,
  });
}
