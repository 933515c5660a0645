// Writes of any rounds and of races, where deliveries were partial: who knew of what is followed through the
// ledger's history. Only writes that rounds alone have not settled are looked for, so that the pairs this
// takes are few in a history of lock-step rounds; in a race they are all pairs of one field.

import { declaresAfter } from '../../model/causality.js';
import { groupBy } from '../grouping.js';
import type { Chronicle, UnitLookup } from '../knowledge/chronicle.js';
import { unitLookup } from '../knowledge/chronicle.js';
import type { HeldUnits } from '../knowledge/replay.js';
import { BLOCK_UNITS, replayAll } from '../knowledge/replay.js';
import { visitDeclared } from './declared.js';
import { Tally } from './tally.js';
import { isSettled, record, type TracedField, type TracedWrite } from './traced-write.js';

/** Settles all that is not settled yet. */
export function traceAllRounds(
  fields: readonly TracedField[],
  chronicle: Chronicle,
  block_units = BLOCK_UNITS,
): void {
  const unitOf = unitLookup(chronicle);
  const open = fields
    .filter((field) => field.writes.some((traced) => !isSettled(traced, field)))
    .map((field) => new OpenField(field, unitOf, block_units));
  const turns = groupBy(
    open.flatMap((field) => field.field.writes.map((traced) => ({ field, traced }))),
    ({ traced }) => turnKey(traced.round, traced.agent_index, chronicle.agents),
  );
  replayAll(
    chronicle,
    {
      turn: ({ round, agent_index, from, to }, held) => {
        for (const { field, traced } of turns.get(turnKey(round, agent_index, chronicle.agents)) ??
          []) {
          if (traced.index >= from && traced.index < to) field.receive(traced, held);
        }
      },
    },
    block_units,
  );
  for (const field of open) field.settle();
}

function turnKey(round: number, agent_index: number, agents: number): number {
  return round * agents + agent_index;
}

function declares({ write }: TracedWrite, { write: { agent_id, op_id } }: TracedWrite): boolean {
  return declaresAfter(write, agent_id, op_id);
}

interface Placed {
  readonly traced: TracedWrite;
  readonly unit: number;
}

/** A field with writes that are not settled. */
class OpenField {
  readonly field: TracedField;
  readonly #tally: Tally;
  readonly #block_units: number;
  /** By block: all writes, and those that are not settled. */
  readonly #placed: ReadonlyMap<number, readonly Placed[]>;
  readonly #unsettled: ReadonlyMap<number, readonly Placed[]>;

  constructor(field: TracedField, unitOf: UnitLookup, block_units: number) {
    this.field = field;
    this.#tally = new Tally(field.writes);
    this.#block_units = block_units;
    const placed = field.writes.map((traced): Placed => {
      return { traced, unit: unitOf(traced.round, traced.agent_index, traced.index) };
    });
    const blockOf = ({ unit }: Placed): number => Math.floor(unit / block_units);
    this.#placed = groupBy(placed, blockOf);
    const unsettled = placed.filter(({ traced }) => !isSettled(traced, field));
    this.#unsettled = groupBy(unsettled, blockOf);
    visitDeclared(field.writes, (follower, followed) => {
      this.#tally.order(follower, followed);
    });
  }

  /** What the author of `reader` held of this block when it wrote; a settled reader is asked for the others' sake. */
  receive(reader: TracedWrite, held: HeldUnits): void {
    const block = Math.floor(held.block.first / this.#block_units);
    const candidates = isSettled(reader, this.field) ? this.#unsettled : this.#placed;
    for (const { traced, unit } of candidates.get(block) ?? []) {
      if (traced.agent_index === reader.agent_index || !held.holds(unit)) continue;
      // What is declared as well has been counted.
      if (!declares(reader, traced) && !declares(traced, reader)) this.#tally.order(reader, traced);
    }
  }

  settle(): void {
    for (const { traced } of [...this.#unsettled.values()].flat()) {
      record(traced, this.field, this.#tally.concurrentWith(traced));
    }
  }
}
