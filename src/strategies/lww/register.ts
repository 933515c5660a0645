// One last-write-wins register and the application's read-modify-write against it. The register is blind to
// kinds: it keeps one value, whoever wrote it last, and a set or a text is just a value to be replaced.

import { canonicalJson } from '../../model/canonical.js';
import type { Json, JsonScalar } from '../../model/json.js';
import type { Author, FieldReading } from '../../model/reading.js';
import type { Write } from '../../model/write.js';

/** A value with the kind of the write that made it: only the application can tell the kinds apart. */
export type RegisterContent =
  | { readonly kind: 'scalar'; readonly value: Json }
  | { readonly kind: 'grow_set'; readonly value: readonly JsonScalar[] }
  | { readonly kind: 'append_text'; readonly value: string };

export interface Register {
  readonly field: string;
  /** Lamport clock of the write: one more than the highest its writer had seen. */
  readonly clock: number;
  readonly agent_id: string;
  readonly op_id: number;
  readonly content: RegisterContent;
}

/** What the application stores back after reading `current`: itself, the union, or the longer text. */
export function contentAfter(current: RegisterContent | undefined, write: Write): RegisterContent {
  switch (write.kind) {
    case 'scalar':
      return { kind: 'scalar', value: write.value };
    case 'grow_set': {
      const elements = current?.kind === 'grow_set' ? current.value : [];
      return { kind: 'grow_set', value: union(elements, write.value) };
    }
    case 'append_text': {
      const text = current?.kind === 'append_text' ? current.value : '';
      return { kind: 'append_text', value: text + write.value };
    }
  }
}

function union(left: readonly JsonScalar[], right: readonly JsonScalar[]): readonly JsonScalar[] {
  const elements = new Map<string, JsonScalar>();
  for (const element of [...left, ...right]) {
    const text = canonicalJson(element);
    if (!elements.has(text)) elements.set(text, element);
  }
  return [...elements.values()];
}

/**
 * The register as a reading. It knows one author, its last writer, and for a set or a text not even which
 * part that agent wrote: every element and the whole text are ascribed to it, without a write.
 */
export function readingOf({ field, agent_id, op_id, content }: Register): FieldReading {
  const lastWriter: Author = [agent_id, null];
  switch (content.kind) {
    case 'scalar':
      return { field, kind: 'scalar', value: content.value, authors: [[agent_id, op_id]] };
    case 'grow_set': {
      const authors = content.value.map(() => [lastWriter]);
      return { field, kind: 'grow_set', elements: content.value, authors };
    }
    case 'append_text': {
      const text = content.value;
      const spans = text === '' ? [] : [{ length: text.length, author: lastWriter }];
      return { field, kind: 'append_text', text, spans };
    }
  }
}
