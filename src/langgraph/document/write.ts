// A put, taken apart: per field, what of it its author changed. Everything else is left to whoever wrote it
// since.

import { canonicalJson } from '../../model/canonical.js';
import type { Json } from '../../model/json.js';
import type { FieldShape, KindFinder } from '../kind-finder.js';
import { isJsonObject, isList } from '../json-value.js';
import type { JsonObject } from '../key-terms.js';
import { isEscalated } from '../sentinel.js';
import { chooseEpoch } from './epoch.js';
import type { Field } from './field.js';
import type { Pen } from './pen.js';
import type { Known, Statement } from './statement.js';
import { knownBelow, readValue, repeatsWhatWasRead, stands } from './statement.js';
import type { Tag } from './tag.js';
import { OBJECT } from './tag.js';
import { chooseText } from './text-change.js';

export interface Desk {
  readonly pen: Pen;
  readonly kindOf: KindFinder;
}

/** Whether the field was given a value: those around it must then say that they are there. */
type Written = 'value' | 'nothing';

const WRITERS: Readonly<Record<FieldShape, (desk: Desk, statement: Statement) => Written>> = {
  register: writeRegister,
  object: writeObject,
  grow_set: writeList,
  append_text: writeText,
};

export function writeRoot(desk: Desk, statement: Statement & { value: JsonObject }): void {
  writeObject(desk, statement);
}

/** A conflict that is put back as it was read says nothing: it is not for its reader to keep or to lose. */
export function writeField(desk: Desk, statement: Statement): Written {
  const { field, value } = statement;
  if (isEscalated(value)) return 'nothing';
  return WRITERS[desk.kindOf(field.path, value)](desk, statement);
}

function writeRegister({ pen }: Desk, statement: Statement): Written {
  const tag: Tag = { type: 'register', value: statement.value };
  const change = repeatsWhatWasRead(statement) ? 'left' : 'changed';
  if (stands(pen, { field: statement.field, tag, change })) return 'nothing';
  return replace(pen, statement, tag);
}

/** What was an object before is none any more, so what its author knew of its fields goes. */
function replace(pen: Pen, { field, position }: Statement, tag: Tag): Written {
  pen.clearBelow(field);
  pen.tag(field, { tag, position });
  return 'value';
}

function writeObject(desk: Desk, { field, value, known, position }: Statement): Written {
  const members = isJsonObject(value) ? Object.entries(value) : [];
  const written = members.map(([name, member], index) =>
    writeField(desk, {
      field: field.child(name),
      value: member,
      known: knownBelow(known, name),
      position: index,
    }),
  );
  removeMissing(desk.pen, field, { names: new Set(members.map(([name]) => name)), known });
  const change = isJsonObject(readValue(known)) ? 'left' : 'changed';
  const isSaid = stands(desk.pen, { field, tag: OBJECT, change });
  if (isSaid && !written.includes('value')) return 'nothing';
  desk.pen.tag(field, { tag: OBJECT, position });
  return 'value';
}

/** A field is missing on purpose where its author had read it, or knew all that was written to it. */
function removeMissing(
  pen: Pen,
  field: Field,
  { names, known }: { readonly names: ReadonlySet<string>; readonly known: Known },
): void {
  for (const [name, child] of field.children) {
    if (names.has(name) || child.standing.length === 0) continue;
    if (knownBelow(known, name).type === 'read' || pen.knows(child)) pen.remove(child);
  }
}

/** Elements only ever join: one that is missing from the put is missing because others added it, or stays. */
function writeList({ pen }: Desk, statement: Statement): Written {
  const { field, value, known } = statement;
  const elements = isList(value) ? value : [];
  const epoch = chooseEpoch(pen, statement, 'list');
  const list = field.list.contents.get(epoch);
  const added = elements.filter((element) => !pen.sees(list?.markOf(element)));
  const tag: Tag = { type: 'list', epoch };
  const change = added.length === 0 && isList(readValue(known)) ? 'left' : 'changed';
  if (added.length === 0 && stands(pen, { field, tag, change })) return 'nothing';
  pen.addElements(field, epoch, distinct(added));
  return replace(pen, statement, tag);
}

function distinct(elements: readonly Json[]): readonly Json[] {
  return [...new Map(elements.map((element) => [canonicalJson(element), element])).values()];
}

function writeText({ pen }: Desk, statement: Statement): Written {
  const { field } = statement;
  const { epoch, fragment } = chooseText(pen, statement);
  const tag: Tag = { type: 'text', epoch };
  const change = repeatsWhatWasRead(statement) ? 'left' : 'changed';
  if (fragment === '' && stands(pen, { field, tag, change })) return 'nothing';
  pen.appendText(field, epoch, fragment);
  return replace(pen, statement, tag);
}
