// The set writes of one field: the union of their elements, each with everyone who added it.

import { canonicalJson, compareText } from '../../model/canonical.js';
import type { JsonScalar } from '../../model/json.js';
import type { GrowSetReading } from '../../model/reading.js';
import type { SetEntry } from './entry.js';
import { authorOf, byDot } from './entry.js';

interface Element {
  readonly value: JsonScalar;
  readonly added_by: SetEntry[];
}

export class SetElements {
  readonly entries: SetEntry[] = [];
  readonly #elements = new Map<string, Element>();

  add(entry: SetEntry): void {
    this.entries.push(entry);
    for (const value of entry.write.value) {
      const text = canonicalJson(value);
      const element = this.#elements.get(text);
      if (!element) this.#elements.set(text, { value, added_by: [entry] });
      else if (element.added_by.at(-1) !== entry) element.added_by.push(entry);
    }
  }

  /** Elements in the order of their canonical JSON. */
  reading(field: string): GrowSetReading {
    const elements = [...this.#elements].sort(([left], [right]) => compareText(left, right));
    return {
      field,
      kind: 'grow_set',
      elements: elements.map(([, { value }]) => value),
      authors: elements.map(([, { added_by }]) => [...added_by].sort(byDot).map(authorOf)),
    };
  }
}
