// Whom a text's spans name for which part of it.

import type { Author, TextSpan } from '../../model/reading.js';
import type { Contribution } from '../contribution.js';
import type { Tile } from '../text/tile.js';

/** Characters `start` to before `end`, said to be `author`'s. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly author: Author;
}

/** Spans of no characters claim nothing and are left out. */
export function rangesOf(spans: readonly TextSpan[]): readonly Range[] {
  let place = 0;
  const ranges: Range[] = [];
  for (const { length, author } of spans) {
    if (!(length > 0)) continue;
    ranges.push({ start: place, end: place + length, author });
    place += length;
  }
  return ranges;
}

/**
 * The ranges as tiles, where they prove themselves: end to end they are the text, and each is a fragment
 * issued, none more often than it was. Undefined otherwise.
 */
export function provenTiles(
  text: string,
  ranges: readonly Range[],
  issued: ReadonlyMap<string, readonly Contribution[]>,
): readonly Tile[] | undefined {
  if ((ranges.at(-1)?.end ?? 0) !== text.length) return undefined;
  const uses = new Map<string, number>();
  for (const { start, end } of ranges) {
    const piece = text.slice(start, end);
    const use = (uses.get(piece) ?? 0) + 1;
    if (use > (issued.get(piece)?.length ?? 0)) return undefined;
    uses.set(piece, use);
  }
  return ranges.map(({ start, end }) => ({ start, end, type: 'fragment' }));
}

/** Each tile that lies wholly inside a range, under that range; ranges without any included. */
export function tilesByRange(
  tiles: readonly Tile[],
  ranges: readonly Range[],
): ReadonlyMap<Range, readonly Tile[]> {
  const inside = new Map<Range, readonly Tile[]>();
  let next = 0;
  for (const range of ranges) {
    const held: Tile[] = [];
    for (let tile = tiles[next]; tile && tile.start < range.end; tile = tiles[++next]) {
      // Ranges lie end to end: a tile that starts before this one was passed with the one before.
      if (tile.end <= range.end) held.push(tile);
    }
    inside.set(range, held);
  }
  return inside;
}
