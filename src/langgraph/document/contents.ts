// What is in the lists and texts of a field, by epoch: the log's entries, put together once and then only
// added to, so that a write need not go through all that was written before it.

import type { Json } from '../../model/json.js';
import { canonicalJson } from '../../model/canonical.js';
import { copyJson } from '../json-value.js';
import type { AttributedPart, Mark, StoreAuthor } from '../key-terms.js';

interface Element {
  readonly value: Json;
  readonly authors: StoreAuthor[];
  /** Of the first write that added it. */
  readonly mark: Mark;
}

/** A list in one epoch: united elements, each at the place where it first stands in the log. */
export class ListContent {
  readonly #elements = new Map<string, Element>();

  add(value: Json, author: StoreAuthor, mark: Mark): void {
    const key = canonicalJson(value);
    const held = this.#elements.get(key);
    if (held) held.authors.push(author);
    else this.#elements.set(key, { value, authors: [author], mark });
  }

  /** When the element became visible here; undefined where the list does not hold it. */
  markOf(value: Json): Mark | undefined {
    return this.#elements.get(canonicalJson(value))?.mark;
  }

  /** Whether each of its elements is one of these. */
  isWithin(values: readonly Json[]): boolean {
    const keys = new Set(values.map(canonicalJson));
    return [...this.#elements.keys()].every((key) => keys.has(key));
  }

  read(): Json {
    return [...this.#elements.values()].map(({ value }) => copyJson(value));
  }

  parts(): readonly AttributedPart[] {
    return [...this.#elements.values()].map(({ value, authors }) => ({
      value: copyJson(value),
      authors: [...authors],
    }));
  }
}

/** A text in one epoch: fragments in the order of the log. */
export class TextContent {
  readonly #parts: AttributedPart[] = [];
  #text = '';

  append(fragment: string, author: StoreAuthor): void {
    if (fragment === '') return;
    this.#parts.push({ value: fragment, authors: [author] });
    this.#text += fragment;
  }

  read(): string {
    return this.#text;
  }

  parts(): readonly AttributedPart[] {
    return this.#parts.map(({ value, authors }) => ({ value, authors: [...authors] }));
  }
}
