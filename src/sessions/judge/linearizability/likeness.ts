// What tells configurations apart, as short texts: equal where the sessions of two models look alike to every later
// call. What is open is compared row by row, a claim of a generation that is over being none; what is over was told.
// Chronicles share what they have in common, so each part is put into words once and is a number from then on.

import type { Chronicle, OpenBatch } from '../../reference/chronicle.js';
import type { InputTale } from '../../reference/input-tales.js';

/** Of the generation that holds the lease, live or not; 0: nobody does. */
function generationOf({ holding, acquisitions }: Chronicle): number {
  return holding === null ? 0 : acquisitions;
}

interface Known {
  readonly generation: number;
  readonly number: number;
}

export class Likeness {
  readonly #numbers = new Map<string, number>();
  readonly #things = new WeakMap<object, number>();
  readonly #lists = new WeakMap<object, Known>();

  of(told: Chronicle, now_ms: number): string {
    const { acquisitions, holding, open_batches, open_tales, saves, last_saved } = told;
    const is_live = holding !== null && now_ms < holding.expires_ms;
    const batches = this.#list(open_batches, generationOf(told), (batch) => this.#batch(batch));
    const tales = this.#list(open_tales, generationOf(told), (tale) => this.#tale(tale));
    return [
      ...[acquisitions, this.#thing(holding), is_live],
      ...[batches, tales, saves, this.#thing(last_saved)],
    ].join();
  }

  #batch({ work, last_fence }: OpenBatch): Row {
    return { number: this.#thing(work), fence: last_fence };
  }

  #tale(tale: InputTale): Row {
    const { input, accepted_by } = tale;
    const { state, ...rest } = input;
    const number = this.#numbered(tale, () => JSON.stringify([rest, tale.content]));
    return { number, fence: state === 'accepted' ? accepted_by : null };
  }

  /** Rows in order, with those marked that the generation has claimed. */
  #list<T>(list: ReadonlyMap<number, T>, generation: number, rowOf: (item: T) => Row): number {
    const known = this.#lists.get(list);
    if (known?.generation === generation) return known.number;
    const rows = [...list.values()].map(rowOf);
    const marked = rows.map(({ number, fence }) => `${number}${fence === generation ? '!' : ''}`);
    const number = this.#numberOf(marked.join());
    this.#lists.set(list, { generation, number });
    return number;
  }

  #thing(thing: object | null): number {
    return thing === null ? 0 : this.#numbered(thing, () => JSON.stringify(thing));
  }

  #numbered(thing: object, textOf: () => string): number {
    const known = this.#things.get(thing);
    if (known !== undefined) return known;
    const number = this.#numberOf(textOf());
    this.#things.set(thing, number);
    return number;
  }

  #numberOf(text: string): number {
    const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
    this.#numbers.set(text, number);
    return number;
  }
}

interface Row {
  readonly number: number;
  readonly fence: number | null;
}
