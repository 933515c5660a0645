// Writes of any rounds and of races, where deliveries were partial: who knew of what is followed through the
// ledger's history. Only writes that rounds alone have not settled are looked for, so that the pairs this
// takes are few in a history of lock-step rounds; in a race they are all pairs of one field.

import { declaresAfter } from '../../model/causality.js';
import { groupBy } from '../grouping.js';
import type { Chronicle, Turn, UnitLookup } from '../knowledge/chronicle.js';
import { unitLookup } from '../knowledge/chronicle.js';
import type { HeldUnits } from '../knowledge/replay.js';
import { replayAll } from '../knowledge/replay.js';
import { blockUnitsFor } from '../knowledge/blocks.js';
import { orderDeclared } from './declared.js';
import { order, Tally, type Tallied } from './tally.js';
import { isSettled, record, type TracedField } from './traced-write.js';

/** Settles all that is not settled yet. */
export function traceAllRounds(
  fields: readonly TracedField[],
  chronicle: Chronicle,
  block_units = blockUnitsFor(chronicle),
): void {
  const unitOf = unitLookup(chronicle);
  const open = fields
    .filter((field) => field.writes.some((traced) => !isSettled(traced, field)))
    .map((field) => new OpenField(field, unitOf, block_units));
  if (open.length === 0) return;
  const turns = new TurnWrites(open, chronicle.agents);
  const turn = (made: Turn, held: HeldUnits): void => {
    for (const { field, reader } of turns.of(made)) field.receive(reader, held);
  };
  replayAll(chronicle, { turn }, block_units);
  for (const field of open) field.settle();
}

/** A write of an open field whose author is asked what it held. */
interface Reading {
  readonly field: OpenField;
  readonly reader: Tallied;
}

/** The writes that a turn makes to open fields. */
class TurnWrites {
  readonly #agents: number;
  /** By round and agent, at the write's index; holes for writes to other fields. */
  readonly #readings = new Map<number, (Reading | undefined)[]>();

  constructor(fields: readonly OpenField[], agents: number) {
    this.#agents = agents;
    for (const field of fields) for (const reader of field.writes) this.#add({ field, reader });
  }

  *of(turn: Turn): Generator<Reading> {
    const readings = this.#readings.get(this.#keyOf(turn));
    if (!readings) return;
    for (let index = turn.from; index < turn.to; index += 1) {
      const reading = readings[index];
      if (reading) yield reading;
    }
  }

  #add(reading: Reading): void {
    const { traced } = reading.reader;
    const key = this.#keyOf(traced);
    const readings = this.#readings.get(key) ?? [];
    readings[traced.index] = reading;
    this.#readings.set(key, readings);
  }

  #keyOf({ round, agent_index }: Pick<Turn, 'round' | 'agent_index'>): number {
    return round * this.#agents + agent_index;
  }
}

interface Placed {
  readonly tallied: Tallied;
  readonly unit: number;
}

/** A field with writes that are not settled. */
class OpenField {
  readonly #field: TracedField;
  readonly #tally: Tally;
  readonly #block_units: number;
  /** By block: all writes, and those that are not settled. */
  readonly #placed: ReadonlyMap<number, readonly Placed[]>;
  readonly #unsettled: ReadonlyMap<number, readonly Placed[]>;

  constructor(field: TracedField, unitOf: UnitLookup, block_units: number) {
    this.#field = field;
    this.#tally = new Tally(field.writes);
    this.#block_units = block_units;
    const placed = this.#tally.writes.map((tallied): Placed => {
      const { round, agent_index, index } = tallied.traced;
      return { tallied, unit: unitOf(round, agent_index, index) };
    });
    const blockOf = ({ unit }: Placed): number => Math.floor(unit / block_units);
    this.#placed = groupBy(placed, blockOf);
    const unsettled = placed.filter(({ tallied }) => !isSettled(tallied.traced, field));
    this.#unsettled = groupBy(unsettled, blockOf);
    orderDeclared(this.#tally.writes);
  }

  get writes(): readonly Tallied[] {
    return this.#tally.writes;
  }

  /** What the author of `reader` held of this block when it wrote; a settled one is asked for the others' sake. */
  receive(reader: Tallied, held: HeldUnits): void {
    const block = Math.floor(held.block.first / this.#block_units);
    const sought = isSettled(reader.traced, this.#field) ? this.#unsettled : this.#placed;
    for (const { tallied, unit } of sought.get(block) ?? []) {
      if (tallied.traced.agent_index === reader.traced.agent_index || !held.holds(unit)) continue;
      // What is declared as well has been counted.
      if (!declares(reader, tallied) && !declares(tallied, reader)) order(reader, tallied);
    }
  }

  settle(): void {
    for (const { tallied } of [...this.#unsettled.values()].flat()) {
      record(tallied.traced, this.#field, this.#tally.concurrentWith(tallied));
    }
  }
}

function declares({ traced: { write } }: Tallied, { traced: { write: other } }: Tallied): boolean {
  return declaresAfter(write, other.agent_id, other.op_id);
}
