// When each epoch of a list or a text was first heard of. Asked for the latest that an author had seen, with
// every write, so a text that was rewritten ten thousand times must not be gone through.

import type { Mark } from '../key-terms.js';

export class Births {
  readonly #marks = new Map<number, Mark>();
  /** Ascending. */
  readonly #epochs: number[] = [];

  /** The first mark of an epoch stays. */
  note(epoch: number, mark: Mark): void {
    if (this.#marks.has(epoch)) return;
    this.#marks.set(epoch, mark);
    const place = this.#epochs.findLastIndex((known) => known < epoch);
    this.#epochs.splice(place + 1, 0, epoch);
  }

  /** Of both, each epoch with the mark that it has there. */
  noteAll(earlier: Births): void {
    for (const [epoch, mark] of earlier.#marks) {
      this.note(epoch, mark);
      this.#marks.set(epoch, mark);
    }
  }

  latest(isSeen: (mark: Mark) => boolean): number | undefined {
    return this.#epochs.findLast((epoch) => {
      const mark = this.#marks.get(epoch);
      return mark !== undefined && isSeen(mark);
    });
  }
}
