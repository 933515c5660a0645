// From fields to the value that a reader gets, and to the conflicts in it.

import { compareText } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import { copyJson } from '../json-value.js';
import type { KeyEscalation, StoreAuthor, StoreContender } from '../key-terms.js';
import { sentinelOf } from '../sentinel.js';
import type { Field, Head } from './field.js';
import type { Tag } from './tag.js';

/** What stands at a field: nothing, one thing, or several that its writers must decide between. */
export type Standing =
  | { readonly type: 'absent' }
  | { readonly type: 'agreed'; readonly tag: Tag }
  | { readonly type: 'escalated' };

export function standingOf(field: Field): Standing {
  const { standing } = field;
  const [first] = standing;
  if (first === undefined) return { type: 'absent' };
  const isAgreed = standing.every(({ spelled }) => spelled === first.spelled);
  return isAgreed ? { type: 'agreed', tag: first.tag } : { type: 'escalated' };
}

/** What the field reads as; undefined where there is none. A copy. */
export function readField(field: Field): Json | undefined {
  const standing = standingOf(field);
  switch (standing.type) {
    case 'absent':
      return undefined;
    case 'agreed':
      return readAs(field, standing.tag);
    case 'escalated':
      return sentinelOf(contendersOf(field));
  }
}

/** What the field would read as, were this all that is said of it. */
export function readAs(field: Field, tag: Tag): Json | undefined {
  switch (tag.type) {
    case 'register':
      return copyJson(tag.value);
    case 'list':
      return field.list.contents.get(tag.epoch)?.read() ?? [];
    case 'text':
      return field.text.contents.get(tag.epoch)?.read() ?? '';
    case 'object':
      return readObject(field);
    case 'removed':
      return undefined;
  }
}

function readObject(field: Field): Json {
  const members = field.childrenInOrder().flatMap(([name, child]) => {
    const value = readField(child);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(members);
}

/** Everyone with a say in the conflict, by agent, then by write; removals among them. */
export function contendersOf(field: Field): readonly StoreContender[] {
  return [...field.heads]
    .sort(byAuthor)
    .map(({ author, tag }) => ({ ...author, value: readAs(field, tag) }));
}

export function byAuthor({ author: left }: Head, { author: right }: Head): number {
  return (
    compareText(left.agent_id, right.agent_id) ||
    left.op_id - right.op_id ||
    compareText(left.replica_id, right.replica_id)
  );
}

export function authorsOf(heads: readonly Head[]): readonly StoreAuthor[] {
  return [...heads].sort(byAuthor).map(({ author }) => author);
}

/** The fields that a reader sees, from the root down: what is under a conflict is part of its contenders. */
export function visibleFields(
  field: Field,
): readonly (readonly [field: Field, standing: Standing])[] {
  const standing = standingOf(field);
  if (standing.type === 'absent') return [];
  const own = [field, standing] as const;
  if (standing.type === 'escalated' || standing.tag.type !== 'object') return [own];
  return [own, ...field.childrenInOrder().flatMap(([, child]) => visibleFields(child))];
}

/** The visible fields that are in conflict. */
export function escalatedFields(root: Field): readonly Field[] {
  return visibleFields(root)
    .filter(([, { type }]) => type === 'escalated')
    .map(([field]) => field);
}

export function escalationsOf(root: Field): readonly KeyEscalation[] {
  return escalatedFields(root).map((field) => ({
    path: field.path,
    contenders: contendersOf(field),
  }));
}
