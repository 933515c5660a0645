// Finds which of many fragments stand at one place of a text. The fragments are sorted, so those that
// share a prefix lie together, and the search narrows that range one character at a time by bisection.

import { compareText } from '../../model/canonical.js';

export class FragmentIndex {
  /** Distinct fragments, sorted; a fragment is named by its index here. */
  readonly fragments: readonly string[];

  /** @param fragments distinct and not empty. */
  constructor(fragments: readonly string[]) {
    this.fragments = [...fragments].sort(compareText);
  }

  lengthOf(id: number): number {
    return this.textOf(id).length;
  }

  textOf(id: number): string {
    return this.fragments[id] ?? '';
  }

  /** The fragments that `text` holds at `position`, shortest first. */
  matchesAt(text: string, position: number): readonly number[] {
    const found: number[] = [];
    let low = 0;
    let high = this.fragments.length;
    for (let depth = 0; low < high; depth += 1) {
      if (high - low === 1) return this.#withLast(found, low, text, position);
      // Of those that share this prefix, the one that ends here sorts first.
      if (this.lengthOf(low) === depth) found.push(low++);
      const unit = text.charCodeAt(position + depth);
      if (Number.isNaN(unit)) break;
      low = this.#firstAtLeast(unit, depth, low, high);
      high = this.#firstAtLeast(unit + 1, depth, low, high);
    }
    return found;
  }

  /** One fragment left: it is compared as a whole. */
  #withLast(found: number[], id: number, text: string, position: number): readonly number[] {
    if (text.startsWith(this.textOf(id), position)) found.push(id);
    return found;
  }

  /** The first fragment from `low` to `high` whose code unit at `depth` is `unit` or greater. */
  #firstAtLeast(unit: number, depth: number, low: number, high: number): number {
    let first = low;
    let end = high;
    while (first < end) {
      const middle = (first + end) >>> 1;
      if (this.textOf(middle).charCodeAt(depth) < unit) first = middle + 1;
      else end = middle;
    }
    return first;
  }
}
