// What races for sessions are expected to need. How long one takes is not told: that is decided by the disk
// and by how often agents stand in each other's way, which is what a race is to measure.

import { cellIdOf, namesOf } from '../cell.js';
import type { SessionCell } from '../cell.js';
import { raceThreadsOf, sessionBlocksOf } from '../sessions/session-grid.js';
import type { StudyConfiguration } from '../study.js';
import type { CellEstimate } from './cell-estimate.js';

/** A process that has loaded what a repetition needs, measured at 100 to 120 MiB resident. */
export const PROCESS_BYTES = 110 * 1024 ** 2;

/** An idle worker thread with a connection of its own. */
const THREAD_BYTES = 16 * 1024 ** 2;
/** A turn is about a dozen calls, each an entry of the history, kept twice while it is merged. */
const TURN_BYTES = 16 * 1024;

export function estimateRaces(study: StudyConfiguration): readonly CellEstimate[] {
  return sessionBlocksOf(study)
    .flat()
    .map((cell) => estimateRace(study, cell));
}

function estimateRace({ sessions }: StudyConfiguration, cell: SessionCell): CellEstimate {
  const threads = raceThreadsOf(cell);
  const turns = cell.agents * (sessions?.turns_per_agent ?? 0);
  return {
    cell,
    cell_id: cellIdOf(cell),
    strategy: namesOf(cell).strategy,
    ...{ agents: cell.agents, threads, writes: 0, visit_ms: null, refusal: null },
    peak_bytes: PROCESS_BYTES + threads * THREAD_BYTES + turns * TURN_BYTES,
  };
}
