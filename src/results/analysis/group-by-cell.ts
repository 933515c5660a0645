// Records in the order in which people read them: cell by cell as in the grid, whatever order they were
// executed in, and within a cell by repetition.

import type { RepetitionRecord } from '../record.js';
import { NO_FAULTS, threadsAsked } from './cell-id.js';
import type { Grid } from './study-facts.js';

/** The records of one cell, one at least. */
export type CellRecords = readonly [RepetitionRecord, ...RepetitionRecord[]];

/**
 * What the grid does not know stands behind what it does, in the order of its values; so without a grid all
 * is sorted by workload, agents, topology, exchange, threads, faults and strategy.
 */
export function groupByCell(
  records: Iterable<RepetitionRecord>,
  grid: Grid,
): readonly CellRecords[] {
  const groups = new Map<string, [RepetitionRecord, ...RepetitionRecord[]]>();
  for (const record of records) {
    const group = groups.get(record.cell_id);
    if (group) group.push(record);
    else groups.set(record.cell_id, [record]);
  }
  for (const group of groups.values())
    group.sort((left, right) => left.repetition - right.repetition);
  return [...groups.values()]
    .map((group) => ({ group, place: placeOf(group[0], grid) }))
    .sort((left, right) => comparePlaces(left.place, right.place))
    .map(({ group }) => group);
}

/** Per factor: its position in the grid, then its value. */
type Place = readonly (number | string)[];

function placeOf(record: RepetitionRecord, grid: Grid): Place {
  const { workload, agents, topology, exchange, faults, strategy } = record;
  const threads = threadsAsked(record);
  return [
    ...[positionIn(grid.workloads, workload), workload],
    ...[positionIn(grid.agents, agents), agents],
    ...[positionIn(grid.topologies, topology), topology],
    ...[positionIn(grid.exchanges, exchange), exchange],
    ...[positionIn(grid.threads, threads), threads],
    // What others are compared with stands first, whatever the grid says.
    ...[faults === NO_FAULTS ? -1 : positionIn(grid.faults, faults), faults],
    ...[positionIn(grid.strategies, strategyAsked(record, grid)), strategy],
  ];
}

/** A plug-in is asked for by its URL and recorded by its name; the cell's id has what was asked for. */
function strategyAsked({ cell_id, workload, strategy }: RepetitionRecord, grid: Grid): string {
  const asked = grid.strategies.find((name) => cell_id.startsWith(`${workload}/${name}/`));
  return asked ?? strategy;
}

function positionIn<T>(values: readonly T[], value: T): number {
  const index = values.indexOf(value);
  return index === -1 ? values.length : index;
}

function comparePlaces(left: Place, right: Place): number {
  for (const [index, value] of left.entries()) {
    const other = right[index] ?? value;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
