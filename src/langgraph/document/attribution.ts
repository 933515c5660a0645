// Who wrote what of a value now stands: per field, and in it per element, fragment or contender.

import type { Json } from '../../model/json.js';
import type { AttributedPart, KeyAttribution } from '../key-terms.js';
import type { Field, Head } from './field.js';
import { authorsOf, readAs, visibleFields } from './reading.js';
import type { Tag, TagType } from './tag.js';

type Attribute<T extends TagType> = (
  field: Field,
  tag: Extract<Tag, { type: T }>,
) => KeyAttribution | null;

const ATTRIBUTE: { readonly [T in TagType]: Attribute<T> } = {
  register: (field, { value }) => whole(field, value),
  list: ({ path, list }, { epoch }) => ({
    path,
    kind: 'grow_set',
    parts: list.contents.get(epoch)?.parts() ?? [],
  }),
  text: ({ path, text }, { epoch }) => ({
    path,
    kind: 'append_text',
    parts: text.contents.get(epoch)?.parts() ?? [],
  }),
  // An object is attributed by its fields; one without fields is a value of its own.
  object: (field) => (visibleFields(field).length === 1 ? whole(field, {}) : null),
  removed: () => null,
};

export function attributionOf(root: Field): readonly KeyAttribution[] {
  return visibleFields(root).flatMap(([field, standing]) => {
    if (standing.type === 'absent') return [];
    if (standing.type === 'escalated') return [inConflict(field)];
    return attribute(field, standing.tag) ?? [];
  });
}

function attribute<T extends TagType>(
  field: Field,
  tag: Extract<Tag, { type: T }>,
): KeyAttribution | null {
  const of: Attribute<T> = ATTRIBUTE[tag.type as T];
  return of(field, tag);
}

function whole({ path, standing }: Field, value: Json): KeyAttribution {
  return { path, kind: 'register', parts: [{ value, authors: authorsOf(standing) }] };
}

function inConflict(field: Field): KeyAttribution {
  const bySpelling = new Map<string, (typeof field.standing)[number][]>();
  for (const head of field.standing) {
    bySpelling.set(head.spelled, [...(bySpelling.get(head.spelled) ?? []), head]);
  }
  const parts = [...bySpelling.values()].flatMap((heads) => partOf(field, heads) ?? []);
  return { path: field.path, kind: 'escalated', parts };
}

function partOf(field: Field, heads: readonly Head[]): AttributedPart | null {
  const [first] = heads;
  const value = first && readAs(field, first.tag);
  return value === undefined ? null : { value, authors: authorsOf(heads) };
}
