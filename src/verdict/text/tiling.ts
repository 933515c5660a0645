// Takes a text apart into the fragments it was made of. A fragment that stands inside another must not
// hide that it was lost, so a text is not searched for fragments: it must be a row of them, each used at
// most as often as it was issued. Where no such row exists, some fragment is there too often or some of
// the text was never issued.

import { coverText } from './covering.js';
import type { FragmentGraph } from './fragment-graph.js';
import { graphOf } from './fragment-graph.js';
import type { FragmentIndex } from './fragment-index.js';
import { searchRow } from './row-search.js';
import type { Tile, Tiling } from './tile.js';

/**
 * Tiles a text with fragments, `available[id]` of each: exactly where that is possible, else with fragments
 * used too often, else with foreign runs.
 */
export function tileText(text: string, index: FragmentIndex, available: readonly number[]): Tiling {
  if (text === '') return { type: 'exact', tiles: [] };
  const graph = graphOf(text, index);
  if (!graph) return { type: 'undecided' };
  if (graph.size === 0) return { type: 'inexact', tiles: coverText(text, index, available) };
  const row = exactRow(graph, text, index, available);
  if (row === 'out_of_budget') return { type: 'undecided' };
  if (row !== 'none') return { type: 'exact', tiles: tilesOf(row, index) };
  return { type: 'inexact', tiles: tilesOf(anyRow(graph, text, index, available), index) };
}

function exactRow(
  graph: FragmentGraph,
  text: string,
  index: FragmentIndex,
  available: readonly number[],
): ReturnType<typeof searchRow> {
  // A row that uses nothing too often is no longer than all there is.
  const total = available.reduce((sum, count, id) => sum + count * index.lengthOf(id), 0);
  return text.length > total ? 'none' : searchRow(graph, text.length, index, available);
}

function tilesOf(row: readonly number[], index: FragmentIndex): readonly Tile[] {
  let place = 0;
  return row.map((id) => {
    const start = place;
    place += index.lengthOf(id);
    return { start, end: place, type: 'fragment' };
  });
}

/** Some row, using fragments too often only where the places reached leave no other. */
function anyRow(
  graph: FragmentGraph,
  text: string,
  index: FragmentIndex,
  available: readonly number[],
): readonly number[] {
  const left = [...available];
  const row: number[] = [];
  for (let place = 0; place < text.length;) {
    const choices = graph.get(place) ?? [];
    const id = choices.find((choice) => (left[choice] ?? 0) > 0) ?? choices[0];
    if (id === undefined) throw new Error(`the graph of a text ends at ${place}`);
    left[id] = (left[id] ?? 0) - 1;
    row.push(id);
    place += index.lengthOf(id);
  }
  return row;
}
