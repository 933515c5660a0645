// Which repetitions of which cells have been met, in a bit each: a journal of a million repetitions must
// not cost its writer more memory than one of ten.

const BITS = 32;

export class SeenRepetitions {
  readonly #cells = new Map<string, Map<number, number>>();

  /** Notes one repetition. Returns whether it was known already. */
  add(cell_id: string, repetition: number): 'new' | 'known' {
    const words = this.#wordsOf(cell_id);
    const place = Math.floor(repetition / BITS);
    const word = words.get(place) ?? 0;
    const bit = 1 << (repetition % BITS);
    words.set(place, word | bit);
    return (word & bit) === 0 ? 'new' : 'known';
  }

  has(cell_id: string, repetition: number): boolean {
    const word = this.#cells.get(cell_id)?.get(Math.floor(repetition / BITS)) ?? 0;
    return (word & (1 << (repetition % BITS))) !== 0;
  }

  #wordsOf(cell_id: string): Map<number, number> {
    const known = this.#cells.get(cell_id);
    if (known) return known;
    const words = new Map<number, number>();
    this.#cells.set(cell_id, words);
    return words;
  }
}
