// Deciding a conflict: one value in the place of every contender, and the fields around it saying that they
// are there, so that nobody who removes them meanwhile takes the decision with them.

import type { Json } from '../../model/json.js';
import { DEEPEST } from '../json-value.js';
import type { Path } from '../key-terms.js';
import { isEscalated } from '../sentinel.js';
import { StoreError } from '../store-error.js';
import type { Field } from './field.js';
import { visibleFields } from './reading.js';
import { UNREAD } from './statement.js';
import { OBJECT } from './tag.js';
import type { Desk } from './write.js';
import { writeField } from './write.js';

export interface Decision {
  readonly root: Field;
  readonly path: Path;
  readonly value: Json;
}

/** @throws StoreError `not_escalated` where nothing is in conflict at the path. */
export function resolveField(desk: Desk, { root, path, value }: Decision): void {
  const field = conflictAt(root, path);
  if (containsConflict(value)) throw notDecided(path);
  if (path.length + depthOf(value) > DEEPEST) throw tooDeep(path);
  const { position } = field;
  // Lists and texts are then made anew: the decision is what they hold, not more of what was in conflict.
  desk.pen.clear(field);
  writeField(desk, { field, value, known: UNREAD, position });
  for (const around of ancestors(root, path)) {
    desk.pen.tag(around, { tag: OBJECT, position: around.position });
  }
}

function conflictAt(root: Field, path: Path): Field {
  const field = root.find(path);
  const found = visibleFields(root).find(
    ([visible, { type }]) => visible === field && type === 'escalated',
  );
  if (found) return found[0];
  throw new StoreError('not_escalated', {
    what: 'no conflict to resolve',
    where: path.join('.') || 'the value',
    remedy: 'resolve a field that escalations() lists, or put a value',
  });
}

/** Neither side of it would be decided, and both would go with what is replaced. */
function containsConflict(value: Json): boolean {
  return isEscalated(value) || membersOf(value).some(containsConflict);
}

function depthOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 0;
  return membersOf(value).reduce<number>((most, member) => Math.max(most, 1 + depthOf(member)), 1);
}

function membersOf(value: Json): readonly Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

function tooDeep(path: Path): StoreError {
  return new StoreError('too_deep', {
    what: `nested deeper than ${DEEPEST} levels`,
    where: path.join('.'),
    remedy: 'resolve with a flatter value, or the deep part as text',
  });
}

function notDecided(path: Path): StoreError {
  return new StoreError('not_json', {
    what: 'a conflict is no decision',
    where: path.join('.'),
    remedy: 'resolve with the value that the field shall have',
  });
}

function ancestors(root: Field, path: Path): readonly Field[] {
  return path.map((_name, depth) => root.at(path.slice(0, depth)));
}
