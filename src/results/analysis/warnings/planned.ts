// How many repetitions a study was to have.

import type { RepetitionRecord } from '../../record.js';
import { isSizeGiven } from '../cell-id.js';
import type { Grid, StudyFacts } from '../study-facts.js';

/** Null where the manifest does not say. */
export function plannedOf(facts: StudyFacts, records: readonly RepetitionRecord[]): number | null {
  const { grid, runs } = facts;
  const races = racesOf(facts);
  const isRaceAlone = races > 0 && grid.strategies.length === 0 && grid.workloads.length === 0;
  const merging = isRaceAlone ? 0 : mergingOf(facts, records);
  return runs === null || merging === null ? null : (merging + races) * runs;
}

/** Cells of merging. */
function mergingOf(
  { grid, log_file }: StudyFacts,
  records: readonly RepetitionRecord[],
): number | null {
  if (Object.values(grid).some((values: readonly unknown[]) => values.length === 0)) return null;
  const points = grid.workloads
    .map((workload) => sizesOf(workload, grid, log_file, records))
    .reduce((sum, sizes) => sum + sizes, 0);
  const { topologies, exchanges, faults, threads, strategies } = grid;
  const others = [topologies, exchanges, faults, threads, strategies].map(({ length }) => length);
  return others.reduce((product, count) => product * count, points);
}

/** Cells of races: what comes to the same threads on a store is one cell. */
function racesOf({ grid: { agents, threads }, session_stores }: StudyFacts): number {
  const cells = session_stores.flatMap((store) => [
    ...new Set(threads.map((asked) => threadsOn(store, asked))),
  ]);
  return cells.length * agents.length;
}

/** The memory store lives in one thread; nothing goes through shards inline. A simulation stays one. */
function threadsOn(store: string, asked: string): string {
  if (asked === '0') return asked;
  return store === 'memory' || asked === 'inline' ? '1' : asked;
}

/**
 * A workload whose input names its agents has one size, and no size in its cells' ids. Of one without any
 * record that is not known; then it is taken for such a one wherever the study has an input at all, so that
 * no study is called unfinished that is not.
 */
function sizesOf(
  workload: string,
  { agents }: Grid,
  log_file: string | null,
  records: readonly RepetitionRecord[],
): number {
  const seen = records.find((record) => record.workload === workload);
  const isGiven = seen ? isSizeGiven(seen) : log_file !== null;
  return isGiven ? 1 : agents.length;
}
