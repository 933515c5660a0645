/** One stretch of a text, from `start` to before `end`: a fragment, or a run of characters that is none. */
export interface Tile {
  readonly start: number;
  readonly end: number;
  readonly type: 'fragment' | 'foreign';
}

export type Tiling =
  /** Tiles end to end: fragments only, none more often than it was issued. */
  | { readonly type: 'exact'; readonly tiles: readonly Tile[] }
  /** Tiles end to end, but no exact row of them makes this text. */
  | { readonly type: 'inexact'; readonly tiles: readonly Tile[] }
  /** Too many ways to read it. */
  | { readonly type: 'undecided' };
