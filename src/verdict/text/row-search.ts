// Finds a row of fragments through a graph that uses none more often than it was issued. Only fragments
// with more edges than copies can be used too often; where there are none every way through will do, which
// is the common case and linear. Elsewhere: depth first, longest fragment first, on an explicit stack,
// remembering dead ends by place and by how much of the scarce fragments is used up.

import type { FragmentGraph } from './fragment-graph.js';
import type { FragmentIndex } from './fragment-index.js';

/** Steps beyond one per place before the search gives up. */
const MAX_STEPS = 100_000;

interface Frame {
  readonly place: number;
  readonly choices: readonly number[];
  /** Index into `choices` of the next one to try. */
  next: number;
}

export function searchRow(
  graph: FragmentGraph,
  end: number,
  index: FragmentIndex,
  available: readonly number[],
): readonly number[] | 'none' | 'out_of_budget' {
  return new RowSearch(graph, end, index, available).run();
}

class RowSearch {
  readonly #graph: FragmentGraph;
  readonly #end: number;
  readonly #index: FragmentIndex;
  /** Copies left of each scarce fragment; fragments that cannot run out are not in here. */
  readonly #left: Map<number, number>;
  readonly #dead_ends = new Set<string>();
  readonly #stack: Frame[] = [];
  readonly #row: number[] = [];

  constructor(
    graph: FragmentGraph,
    end: number,
    index: FragmentIndex,
    available: readonly number[],
  ) {
    this.#graph = graph;
    this.#end = end;
    this.#index = index;
    this.#left = scarceFragments(graph, available);
  }

  run(): readonly number[] | 'none' | 'out_of_budget' {
    if (this.#end === 0) return [];
    this.#enter(0);
    for (let budget = MAX_STEPS + this.#end; budget > 0; budget -= 1) {
      const frame = this.#stack.at(-1);
      if (!frame) return 'none';
      const id = frame.choices[frame.next++];
      if (id === undefined) this.#retreat(frame);
      else if (this.#take(id) && this.#enter(frame.place + this.#index.lengthOf(id)))
        return this.#row;
    }
    return 'out_of_budget';
  }

  /** True at the end of the text. A place known to be a dead end is left again at once. */
  #enter(place: number): boolean {
    if (place === this.#end) return true;
    if (this.#isDeadEnd(place)) this.#putBack();
    else this.#stack.push({ place, choices: this.#graph.get(place) ?? [], next: 0 });
    return false;
  }

  #isDeadEnd(place: number): boolean {
    return this.#dead_ends.size > 0 && this.#dead_ends.has(this.#stateAt(place));
  }

  #retreat(frame: Frame): void {
    this.#dead_ends.add(this.#stateAt(frame.place));
    this.#stack.pop();
    this.#putBack();
  }

  #take(id: number): boolean {
    const left = this.#left.get(id);
    if (left === 0) return false;
    if (left !== undefined) this.#left.set(id, left - 1);
    this.#row.push(id);
    return true;
  }

  #putBack(): void {
    const id = this.#row.pop();
    const left = id === undefined ? undefined : this.#left.get(id);
    if (id !== undefined && left !== undefined) this.#left.set(id, left + 1);
  }

  #stateAt(place: number): string {
    return `${place}:${[...this.#left.values()].join()}`;
  }
}

function scarceFragments(graph: FragmentGraph, available: readonly number[]): Map<number, number> {
  const edge_counts = new Map<number, number>();
  for (const choices of graph.values()) {
    for (const id of choices) edge_counts.set(id, (edge_counts.get(id) ?? 0) + 1);
  }
  const left = new Map<number, number>();
  for (const [id, edge_count] of edge_counts) {
    const count = available[id] ?? 0;
    if (edge_count > count) left.set(id, count);
  }
  return left;
}
