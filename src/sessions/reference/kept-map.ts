// A map that is never changed: what is added makes another that shares all it can with the first, so that models may
// part and go on apart at no cost. A few newer entries stand before an older whole; entries are final.

/** More, and a look-up takes longer than a new whole costs once in so many. */
const MAX_NEWER = 64;

interface Newer<K, V> {
  readonly key: K;
  readonly value: V;
  readonly before: Newer<K, V> | null;
  readonly count: number;
}

export class KeptMap<K, V> {
  readonly #whole: ReadonlyMap<K, V>;
  readonly #newer: Newer<K, V> | null;

  constructor(whole: ReadonlyMap<K, V> = new Map(), newer: Newer<K, V> | null = null) {
    this.#whole = whole;
    this.#newer = newer;
  }

  get(key: K): V | undefined {
    for (let entry = this.#newer; entry; entry = entry.before) {
      if (entry.key === key) return entry.value;
    }
    return this.#whole.get(key);
  }

  with(key: K, value: V): KeptMap<K, V> {
    const count = (this.#newer?.count ?? 0) + 1;
    const newer = { key, value, before: this.#newer, count };
    return count < MAX_NEWER
      ? new KeptMap(this.#whole, newer)
      : new KeptMap(wholeOf(this.#whole, newer));
  }
}

/** What came last counts. */
function wholeOf<K, V>(whole: ReadonlyMap<K, V>, newest: Newer<K, V>): ReadonlyMap<K, V> {
  const entries: (readonly [K, V])[] = [];
  for (let entry: Newer<K, V> | null = newest; entry; entry = entry.before) {
    entries.push([entry.key, entry.value]);
  }
  return new Map([...whole, ...entries.reverse()]);
}
