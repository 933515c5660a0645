// Every way to read a text as a row of fragments, as a graph: its nodes are places in the text, its edges
// fragments that stand there. Only what lies on some way from the start to the end is kept.

import type { FragmentIndex } from './fragment-index.js';

/** Edges after which a text is called too ambiguous: a text of one repeated letter has quadratically many. */
const MAX_EDGES = 1_000_000;

/**
 * By place, the fragments on some way to the end, longest first. Every place in it is reached from the
 * start, so where the text cannot be tiled it is empty.
 */
export type FragmentGraph = ReadonlyMap<number, readonly number[]>;

/** Undefined where there are more edges than are worth following. */
export function graphOf(text: string, index: FragmentIndex): FragmentGraph | undefined {
  const edges = edgesFromStart(text, index);
  return edges && keepWaysToEnd(edges, text.length, index);
}

function edgesFromStart(
  text: string,
  index: FragmentIndex,
): Map<number, readonly number[]> | undefined {
  const reached = new Uint8Array(text.length + 1);
  const edges = new Map<number, readonly number[]>();
  let edge_count = 0;
  reached[0] = 1;
  for (let place = 0; place < text.length; place += 1) {
    if (reached[place] === 0) continue;
    const matches = index.matchesAt(text, place);
    for (const id of matches) reached[place + index.lengthOf(id)] = 1;
    edges.set(place, matches);
    edge_count += matches.length;
    if (edge_count > MAX_EDGES) return undefined;
  }
  return edges;
}

function keepWaysToEnd(
  edges: Map<number, readonly number[]>,
  end: number,
  index: FragmentIndex,
): FragmentGraph {
  const kept = new Map<number, readonly number[]>();
  const backwards = [...edges].reverse();
  for (const [place, matches] of backwards) {
    const leading = matches
      .filter((id) => leadsOn(place + index.lengthOf(id), end, kept))
      .reverse();
    if (leading.length > 0) kept.set(place, leading);
  }
  return kept;
}

function leadsOn(place: number, end: number, kept: FragmentGraph): boolean {
  return place === end || kept.has(place);
}
