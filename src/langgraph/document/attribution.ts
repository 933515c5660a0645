// Who wrote what of a value now stands: per field, and in it per element, fragment or contender.

import type { Json } from '../../model/json.js';
import type { AttributedPart, KeyAttribution } from '../key-terms.js';
import type { Field, Head } from './field.js';
import { authorsOf, byAuthor, readAs, visibleFields } from './reading.js';
import type { Tag } from './tag.js';

export function attributionOf(root: Field): readonly KeyAttribution[] {
  return visibleFields(root).flatMap(([field, standing]) => {
    if (standing.type === 'absent') return [];
    if (standing.type === 'escalated') return [inConflict(field)];
    return attribute(field, standing.tag) ?? [];
  });
}

function attribute(field: Field, tag: Tag): KeyAttribution | null {
  const { path, list, text } = field;
  switch (tag.type) {
    case 'register':
      return whole(field, tag.value);
    case 'list':
      return { path, kind: 'grow_set', parts: list.contents.get(tag.epoch)?.parts() ?? [] };
    case 'text':
      return { path, kind: 'append_text', parts: text.contents.get(tag.epoch)?.parts() ?? [] };
    case 'object':
      // By its fields; only one without fields is a value of its own.
      return visibleFields(field).length === 1 ? whole(field, {}) : null;
    case 'removed':
      return null;
  }
}

function whole({ path, standing }: Field, value: Json): KeyAttribution {
  return { path, kind: 'register', parts: [{ value, authors: authorsOf(standing) }] };
}

function inConflict(field: Field): KeyAttribution {
  const bySpelling = new Map<string, (typeof field.standing)[number][]>();
  for (const head of [...field.standing].sort(byAuthor)) {
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
