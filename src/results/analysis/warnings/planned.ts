// How many repetitions a study was to have.

import type { RepetitionRecord } from '../../record.js';
import { isSizeGiven } from '../cell-id.js';
import type { Grid, StudyFacts } from '../study-facts.js';

/** Null where the manifest does not say. */
export function plannedOf(
  { grid, runs, log_file }: StudyFacts,
  records: readonly RepetitionRecord[],
): number | null {
  if (
    runs === null ||
    Object.values(grid).some((values: readonly unknown[]) => values.length === 0)
  )
    return null;
  const points = grid.workloads
    .map((workload) => sizesOf(workload, grid, log_file, records))
    .reduce((sum, sizes) => sum + sizes, 0);
  const { topologies, exchanges, faults, threads, strategies } = grid;
  const others = [topologies, exchanges, faults, threads, strategies].map(({ length }) => length);
  return others.reduce((product, count) => product * count, points) * runs;
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
