// What became of the fragments of one text. Where the strategy says which fragment stands where, and every
// piece proves to be one, that is taken as it is; otherwise the judge takes the text apart itself.

import { quoted } from '../../model/quote.js';
import type { AppendTextReading } from '../../model/reading.js';
import type { Contribution } from '../contribution.js';
import type { FieldHistory } from '../field-history.js';
import type { Tile, Tiling } from '../text/tile.js';
import { tileText } from '../text/tiling.js';
import type { AccountBook } from './account.js';
import { FragmentPool } from './fragment-pool.js';
import type { Range } from './spans.js';
import { provenTiles, rangesOf, tilesByRange } from './spans.js';

export function accountText(
  history: FieldHistory,
  reading: AppendTextReading,
  book: AccountBook,
): void {
  const ranges = rangesOf(reading.spans);
  const tiling = takeApart(history, reading.text, ranges);
  if (tiling.type === 'undecided') accountUndecided(history, reading, book);
  else new TextAccount(history, reading, book).enter(tiling.tiles, ranges);
}

function takeApart(history: FieldHistory, text: string, ranges: readonly Range[]): Tiling {
  const tiles = provenTiles(text, ranges, history.fragments);
  if (tiles) return { type: 'exact', tiles };
  const index = history.fragmentIndex();
  const available = index.fragments.map((one) => history.fragments.get(one)?.length ?? 0);
  return tileText(text, index, available);
}

class TextAccount {
  readonly #reading: AppendTextReading;
  readonly #book: AccountBook;
  readonly #pool: FragmentPool;
  readonly #unidentified = new Set<Tile>();

  constructor(history: FieldHistory, reading: AppendTextReading, book: AccountBook) {
    this.#reading = reading;
    this.#book = book;
    this.#pool = new FragmentPool(history.fragments);
  }

  enter(tiles: readonly Tile[], ranges: readonly Range[]): void {
    for (const tile of tiles) this.#unidentified.add(tile);
    for (const [range, inside] of tilesByRange(tiles, ranges)) this.#claim(range, inside);
    for (const tile of this.#unidentified) this.#identify(tile);
    for (const one of this.#pool.left()) this.#book.settle(one, 'lost');
  }

  /** A range claims every tile inside it. One that holds none cuts through fragments: that is no author. */
  #claim(range: Range, inside: readonly Tile[]): void {
    if (inside.length === 0) this.#enterClaim(range, range, []);
    for (const tile of inside) {
      const own = this.#pool.take(this.#pieceAt(tile), range.author);
      this.#enterClaim(range, tile, own ? [own] : []);
      if (own) this.#book.settle(own, 'survived');
      if (own) this.#unidentified.delete(tile);
    }
  }

  #enterClaim({ author }: Range, stretch: Stretch, right: readonly Contribution[]): void {
    this.#book.claim(author, right, this.#reading.field, () => quoted(this.#pieceAt(stretch)));
  }

  #identify(tile: Tile): void {
    const piece = this.#pieceAt(tile);
    const shown = (): string => quoted(piece);
    const one = tile.type === 'fragment' ? this.#pool.takeAny(piece) : undefined;
    if (one) this.#book.settle(one, 'survived');
    else if (tile.type === 'fragment') this.#book.duplicate(this.#reading.field, shown);
    else this.#book.phantom(this.#reading.field, shown);
  }

  #pieceAt({ start, end }: Stretch): string {
    return this.#reading.text.slice(start, end);
  }
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Lengths alone may prove that something is missing, or that something is there which should not be. */
function accountUndecided(
  history: FieldHistory,
  { field, text }: AppendTextReading,
  book: AccountBook,
): void {
  const fragments = [...history.fragments.values()].flat();
  const total = fragments.reduce((sum, one) => sum + one.text.length, 0);
  const missing = fewestLongerThan(fragments, total - text.length);
  if (missing.length > 0) book.loseSome(field, missing);
  if (text.length > total) book.phantom(field, () => `${text.length - total} characters too many`);
  const lost = new Set(missing);
  for (const one of fragments) if (!lost.has(one)) book.settle(one, 'undecided');
}

/** As few fragments as can be `length` characters or more together: that many at least are missing. */
function fewestLongerThan(
  fragments: readonly Contribution[],
  length: number,
): readonly Contribution[] {
  const byLength = [...fragments].sort((left, right) => right.text.length - left.text.length);
  let covered = 0;
  return byLength.filter(({ text }) => {
    const needed = covered < length;
    if (needed) covered += text.length;
    return needed;
  });
}
