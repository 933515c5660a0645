// What replicas held at the moments somebody asks for: as many views as there are distinct ones, found by
// splitting classes of equal ones block by block. Rows are compared, never their hashes: two replicas are in
// one class only where they held exactly the same.

import { hasBit } from './bits.js';
import { blockUnitsFor } from './blocks.js';
import type { Chronicle } from './chronicle.js';
import type { HeldUnits } from './replay.js';
import { replayAll } from './replay.js';

/** One replica once all that happened after (in a race: during) a round is over. */
export interface Moment {
  readonly agent_index: number;
  readonly round: number;
}

/** A set of units. */
export interface View {
  holds(unit: number): boolean;
}

export interface Views {
  /** Entry i: the view at moment i, as an index of `views`. */
  readonly classes: readonly number[];
  /** The distinct ones. */
  readonly views: readonly View[];
}

/**
 * The views at these moments. Memory beyond the replay: a bit per unit and distinct view.
 * @param moments of rounds and agents that exist
 */
export function viewsAt(
  chronicle: Chronicle,
  moments: readonly Moment[],
  block_units = blockUnitsFor(chronicle),
): Views {
  const refinement = new Refinement(moments.length, chronicle.units.length, block_units);
  const byRound = indexesByRound(moments);
  replayAll(
    chronicle,
    {
      roundEnd: (round, heldBy) => {
        for (const index of byRound.get(round) ?? []) {
          refinement.enter(index, heldBy(moments[index]?.agent_index ?? 0));
        }
      },
      blockEnd: () => {
        refinement.endBlock();
      },
    },
    block_units,
  );
  return refinement.views();
}

/** What any of the views holds, of so many units. */
export function anyOf(views: readonly View[], units: number): View {
  const held = new Uint8Array(units);
  for (const view of views) {
    for (let unit = 0; unit < units; unit += 1) if (view.holds(unit)) held[unit] = 1;
  }
  return { holds: (unit) => held[unit] === 1 };
}

function indexesByRound(moments: readonly Moment[]): ReadonlyMap<number, readonly number[]> {
  const byRound = new Map<number, number[]>();
  moments.forEach(({ round }, index) => {
    const known = byRound.get(round);
    if (known) known.push(index);
    else byRound.set(round, [index]);
  });
  return byRound;
}

/** Classes of moments with equal rows so far. A class is split where rows of a further block differ. */
class Refinement {
  readonly #classes: number[];
  readonly #block_units: number;
  readonly #block_words: number;
  /** Per class, the rows of all blocks end to end. */
  readonly #rows: Uint32Array[];
  /** Per class, whether its row of this block is known. */
  readonly #entered: boolean[] = [false];
  /** Classes split off in this block, by the class they came from and their row. */
  readonly #splits = new Map<string, number>();
  #block = 0;

  constructor(moments: number, units: number, block_units: number) {
    this.#classes = Array<number>(moments).fill(0);
    this.#block_units = block_units;
    this.#block_words = Math.ceil(block_units / 32);
    this.#rows = [new Uint32Array(Math.ceil(units / block_units) * this.#block_words)];
  }

  enter(index: number, held: HeldUnits): void {
    const known = this.#classes[index] ?? 0;
    const row = held.rows.subarray(held.at, held.at + held.block.words);
    if (this.#entered[known] !== true) this.#fill(known, row);
    else if (!this.#holdsRow(known, row)) this.#classes[index] = this.#splitOff(known, row);
  }

  endBlock(): void {
    this.#block += 1;
    this.#splits.clear();
    this.#entered.fill(false);
  }

  views(): Views {
    return { classes: this.#classes, views: this.#rows.map((row) => this.#viewOf(row)) };
  }

  #fill(into: number, row: Uint32Array): void {
    this.#rows[into]?.set(row, this.#block * this.#block_words);
    this.#entered[into] = true;
  }

  #holdsRow(known: number, row: Uint32Array): boolean {
    const at = this.#block * this.#block_words;
    const rows = this.#rows[known];
    return row.every((word, index) => rows?.[at + index] === word);
  }

  #splitOff(known: number, row: Uint32Array): number {
    const key = `${known} ${row.join()}`;
    const split = this.#splits.get(key);
    if (split !== undefined) return split;
    const created = this.#rows.push(this.#rows[known]?.slice() ?? new Uint32Array(0)) - 1;
    this.#fill(created, row);
    this.#splits.set(key, created);
    return created;
  }

  #viewOf(row: Uint32Array): View {
    const [units, words] = [this.#block_units, this.#block_words];
    return {
      holds: (unit) => {
        const block = Math.floor(unit / units);
        return hasBit(row, block * words, unit - block * units);
      },
    };
  }
}
