// Reasons are for people: a few examples, and how many more there are.

/** Examples a finding shows before it only counts. */
export const MAX_EXAMPLES = 3;

/** Keeps the first few examples and counts the rest, so that a million losses cost three texts. */
export class Reasons {
  readonly #examples: string[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** `example` is called only where its text is kept. */
  add(example: () => string): void {
    this.#count += 1;
    if (this.#examples.length < MAX_EXAMPLES) this.#examples.push(example());
  }

  /** Adds what another list holds, as if it had been added here. */
  addAll(other: Reasons): void {
    const room = MAX_EXAMPLES - this.#examples.length;
    this.#examples.push(...other.#examples.slice(0, room));
    this.#count += other.#count;
  }

  /** The examples, and "and 7 more" where there are more. */
  list(): readonly string[] {
    const more = this.#count - this.#examples.length;
    return more > 0 ? [...this.#examples, `and ${more} more`] : [...this.#examples];
  }
}
