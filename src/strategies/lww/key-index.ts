// From field keys to slot numbers, by open addressing in one flat array: a full mesh looks a billion keys
// up, and a Map keyed by numbers beyond 31 bits would allocate for each of them.

/** Key low, key high, and the slot number plus one, so that 0 marks a vacant place. */
const WIDTH = 3;
const INITIAL_PLACES = 32;

export class KeyIndex {
  #places = new Int32Array(INITIAL_PLACES * WIDTH);
  #mask = INITIAL_PLACES - 1;
  #size = 0;

  /** The slot number of a key, or -1. */
  find(low: number, high: number): number {
    const places = this.#places;
    const mask = this.#mask;
    for (let place = low & mask; ; place = (place + 1) & mask) {
      const at = place * WIDTH;
      const number = places[at + 2] ?? 0;
      if (number === 0 || (places[at] === low && places[at + 1] === high)) return number - 1;
    }
  }

  /** Gives a key that is not in the index the next slot number, and returns it. */
  add(low: number, high: number): number {
    // At most half full, so that a search that fails ends soon.
    if ((this.#size + 1) * 2 > this.#mask + 1) this.#grow();
    this.#size += 1;
    this.#enter(low, high, this.#size);
    return this.#size - 1;
  }

  #enter(low: number, high: number, number: number): void {
    let place = low & this.#mask;
    while (this.#places[place * WIDTH + 2] !== 0) place = (place + 1) & this.#mask;
    this.#places.set([low, high, number], place * WIDTH);
  }

  #grow(): void {
    const places = this.#places;
    this.#places = new Int32Array(places.length * 2);
    this.#mask = this.#mask * 2 + 1;
    for (let at = 0; at < places.length; at += WIDTH) {
      const number = places[at + 2] ?? 0;
      if (number > 0) this.#enter(places[at] ?? 0, places[at + 1] ?? 0, number);
    }
  }
}
