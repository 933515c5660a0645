// The fragments issued to one text, handed out as they are found in it. Equal fragments stand for each
// other, except that a claim which is right about one of them gets that one.

import type { Author } from '../../model/reading.js';
import type { Contribution } from '../contribution.js';
import { Candidates } from './candidates.js';

interface Copies {
  readonly left: Set<Contribution>;
  readonly candidates: Candidates;
}

export class FragmentPool {
  readonly #copies = new Map<string, Copies>();

  constructor(issued: ReadonlyMap<string, readonly Contribution[]>) {
    for (const [text, contributions] of issued) {
      const left = new Set(contributions);
      this.#copies.set(text, { left, candidates: new Candidates(contributions) });
    }
  }

  /** A copy that is this author's and not handed out yet. */
  take(text: string, author: Author): Contribution | undefined {
    const copies = this.#copies.get(text);
    const own = copies?.candidates.of(author).find((one) => copies.left.has(one));
    if (own) copies?.left.delete(own);
    return own;
  }

  /** Any copy that is not handed out yet. */
  takeAny(text: string): Contribution | undefined {
    const copies = this.#copies.get(text);
    const [first] = copies?.left ?? [];
    if (first) copies?.left.delete(first);
    return first;
  }

  /** All that was never found. */
  left(): readonly Contribution[] {
    return [...this.#copies.values()].flatMap(({ left }) => [...left]);
  }
}
