// Tiles a text that is no row of fragments: as much of it as possible is covered by fragments, the rest is
// foreign. Least cost by dynamic programming from the end of the text, then one walk from its start.

import type { FragmentIndex } from './fragment-index.js';
import type { Tile } from './tile.js';

// A foreign character costs 1, and beginning a foreign run as much as this many: otherwise a foreign
// sentence would be explained by every issued fragment of one or two letters that happens to stand in it.
const RUN_COST = 8;

/** Least cost from each place to the end: `outside` a foreign run, or `inside` one already begun. */
interface Costs {
  readonly outside: Float64Array;
  readonly inside: Float64Array;
}

export function coverText(
  text: string,
  index: FragmentIndex,
  available: readonly number[],
): readonly Tile[] {
  const costs = costsOf(text, index);
  const left = [...available];
  const tiles: Tile[] = [];
  for (let place = 0; place < text.length; place = tiles.at(-1)?.end ?? text.length) {
    const last = tiles.at(-1);
    const least = (last?.type === 'foreign' ? costs.inside : costs.outside)[place] ?? 0;
    const best = index
      .matchesAt(text, place)
      .filter((id) => costs.outside[place + index.lengthOf(id)] === least);
    const id = best.findLast((choice) => (left[choice] ?? 0) > 0) ?? best.at(-1);
    if (id === undefined) addForeignUnit(tiles, place);
    else {
      tiles.push({ start: place, end: place + index.lengthOf(id), type: 'fragment' });
      left[id] = (left[id] ?? 0) - 1;
    }
  }
  return tiles;
}

function addForeignUnit(tiles: Tile[], place: number): void {
  const last = tiles.at(-1);
  if (last?.type === 'foreign') tiles.pop();
  const start = last?.type === 'foreign' ? last.start : place;
  tiles.push({ start, end: place + 1, type: 'foreign' });
}

function costsOf(text: string, index: FragmentIndex): Costs {
  const outside = new Float64Array(text.length + 1);
  const inside = new Float64Array(text.length + 1);
  for (let place = text.length - 1; place >= 0; place -= 1) {
    const covered = index
      .matchesAt(text, place)
      .reduce((least, id) => Math.min(least, outside[place + index.lengthOf(id)] ?? 0), Infinity);
    const skipped = 1 + (inside[place + 1] ?? 0);
    outside[place] = Math.min(covered, RUN_COST + skipped);
    inside[place] = Math.min(covered, skipped);
  }
  return { outside, inside };
}
