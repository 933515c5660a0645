// Which scalars stand in which view. A write supersedes another of its field where its author held the other
// when it wrote, or where it declares to follow it; in a view a scalar stands where no write that the view
// holds supersedes it.
//
// What a declaration reaches is decided here by what a strategy can know. `happens_after` is closed over
// program order and declarations alone; what the named author had received by then is not in it. Nothing is
// closed further: in a view that holds the named write, that write's own receipt supersedes what came before
// it, and in a view that does not hold it (yet), no replica can know what its author had received, so none
// is asked to.
//
// Program order counts where it is knowledge: within one life of a replica. What an agent wrote before a
// restart and no longer held after it, its later writes do not supersede.

import type { Contribution } from '../contribution.js';
import type { Chronicle, Turn } from '../knowledge/chronicle.js';
import { hasBit } from '../knowledge/bits.js';
import type { Block } from '../knowledge/blocks.js';
import { blockUnitsFor } from '../knowledge/blocks.js';
import type { HeldUnits } from '../knowledge/replay.js';
import { replayAll } from '../knowledge/replay.js';
import type { View } from '../knowledge/views.js';
import type { Catalogue, Issued } from './catalogue.js';

/** Per view, the scalars of writes that it holds and that stand in it, apart from declarations. */
export type Standing = readonly ReadonlySet<Contribution>[];

/**
 * Follows receipt for these views at once. Takes time in proportion to scalar writes times units (by 32)
 * times views; memory of one block at a time.
 */
export function standingIn(
  views: readonly View[],
  chronicle: Chronicle,
  catalogue: Catalogue,
  block_units = blockUnitsFor(chronicle),
): Standing {
  const standing = views.map(() => new Set<Contribution>());
  const lasts = catalogue.scalars.map(lastPerField);
  const fields = new TurnFields(catalogue);
  let known = new KnownScalars(views, lasts, { first: 0, end: 0, words: 0 });
  replayAll(
    chronicle,
    {
      blockStart: (block) => {
        known = new KnownScalars(views, lasts, block);
      },
      turn: (turn, held) => {
        known.enter(turn, fields.of(turn), held);
      },
      blockEnd: () => {
        known.close(standing);
      },
    },
    block_units,
  );
  return standing;
}

/** A unit is held as a whole: of its writes to one field only the last can stand. */
function lastPerField(scalars: readonly Issued[]): readonly Issued[] {
  return [...new Map(scalars.map((one) => [one.field, one])).values()];
}

/** The fields of each turn's scalar writes, each once: every block asks for them again. */
class TurnFields {
  readonly #scalars: Catalogue['scalars'];
  readonly #known = new Map<Turn, readonly number[]>();

  constructor({ scalars }: Catalogue) {
    this.#scalars = scalars;
  }

  of(turn: Turn): readonly number[] {
    const known = this.#known.get(turn);
    if (known) return known;
    const { unit, from, to } = turn;
    const own = (this.#scalars[unit] ?? []).filter(({ index }) => index >= from && index < to);
    const fields = [...new Set(own.map(({ field }) => field))];
    this.#known.set(turn, fields);
    return fields;
  }
}

/** The words of a block in which units wrote scalars to one field, and where their copies begin. */
interface FieldWords {
  readonly words: readonly number[];
  readonly at: number;
}

/** Of one block: per view and field, the units that the author of any write in that view had known. */
class KnownScalars {
  readonly #views: readonly View[];
  readonly #block: Block;
  readonly #lasts: readonly (readonly Issued[])[];
  readonly #fields: ReadonlyMap<number, FieldWords>;
  /** Words per view. */
  readonly #size: number;
  readonly #known: Uint32Array;

  constructor(views: readonly View[], lasts: readonly (readonly Issued[])[], block: Block) {
    this.#views = views;
    this.#block = block;
    this.#lasts = lasts;
    const { fields, size } = wordsByField(lasts, block);
    this.#fields = fields;
    this.#size = size;
    this.#known = new Uint32Array(size * views.length);
  }

  enter({ unit }: Turn, fields: readonly number[], held: HeldUnits): void {
    for (const field of fields) {
      const words = this.#fields.get(field);
      if (!words) continue;
      this.#views.forEach((view, index) => {
        if (view.holds(unit)) this.#merge(index * this.#size, words, held);
      });
    }
  }

  close(standing: readonly Set<Contribution>[]): void {
    const { first, end } = this.#block;
    this.#views.forEach((view, index) => {
      for (let unit = first; unit < end; unit += 1) {
        if (!view.holds(unit)) continue;
        for (const one of this.#lasts[unit] ?? []) {
          if (this.#isKnown(index, one)) continue;
          for (const scalar of one.contributions) standing[index]?.add(scalar);
        }
      }
    });
  }

  #merge(start: number, { words, at }: FieldWords, { rows, at: row }: HeldUnits): void {
    const known = this.#known;
    for (let index = 0; index < words.length; index += 1) {
      const into = start + at + index;
      known[into] = (known[into] ?? 0) | (rows[row + (words[index] ?? 0)] ?? 0);
    }
  }

  #isKnown(view: number, { unit, field }: Issued): boolean {
    const own = this.#fields.get(field);
    const bit = unit - this.#block.first;
    const word = own?.words.indexOf(bit >>> 5) ?? -1;
    if (!own || word < 0) return false;
    return hasBit(this.#known, view * this.#size + own.at + word, bit & 31);
  }
}

function wordsByField(
  lasts: readonly (readonly Issued[])[],
  { first, end }: Block,
): { readonly fields: ReadonlyMap<number, FieldWords>; readonly size: number } {
  const words = new Map<number, Set<number>>();
  for (let unit = first; unit < end; unit += 1) {
    for (const { field } of lasts[unit] ?? []) {
      const known = words.get(field) ?? new Set();
      words.set(field, known.add((unit - first) >>> 5));
    }
  }
  const fields = new Map<number, FieldWords>();
  let size = 0;
  for (const [field, own] of words) {
    fields.set(field, { words: [...own], at: size });
    size += own.size;
  }
  return { fields, size };
}
