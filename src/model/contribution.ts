// The smallest thing that can be lost: one set element, one text fragment or one scalar value of one write.

import { canonicalJson } from './canonical.js';
import type { Write } from './write.js';

/**
 * The contributions of one write as texts: the canonical JSON of its scalar value or of each distinct set
 * element, or its text fragment as it is. An empty set and an empty fragment contribute nothing.
 */
export function contributionsOf(write: Write): readonly string[] {
  switch (write.kind) {
    case 'scalar':
      return [canonicalJson(write.value)];
    case 'grow_set':
      return [...new Set(write.value.map(canonicalJson))];
    case 'append_text':
      return write.value === '' ? [] : [write.value];
  }
}
