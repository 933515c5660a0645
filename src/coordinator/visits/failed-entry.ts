// The entry of a visit whose process left no result: what was asked, what is known of it, and how it ended.

import { availableParallelism } from 'node:os';
import type { RepetitionRecord } from '../../results/record.js';
import type { JournalEntry } from '../../results/study/entry.js';
import type { RepetitionStart } from '../executed-repetition.js';
import { seedOf } from '../plan.js';
import { bytesNeeded, chooseThreads } from '../capacity.js';
import { keptRecordOf } from '../kept-record.js';
import type { AnyVisit, SessionVisit, Visit } from '../plan.js';
import { isSessionVisit } from '../plan.js';
import { keptRaceRecordOf } from '../sessions/race-entry.js';
import { entryWithoutResult } from './entry-without-result.js';
import type { Failure } from './process-end.js';
import type { VisitContext } from './visit-runner.js';

export interface FailedVisit<V extends AnyVisit = AnyVisit> {
  readonly visit: V;
  readonly started_at: Date;
  /** What the process said it was about to execute; null where it ended before. */
  readonly start: RepetitionStart | null;
  readonly failure: Failure;
  /** The last that the process said on stderr. */
  readonly stderr_tail: string;
}

export function failedEntryOf(context: VisitContext, failed: FailedVisit): JournalEntry {
  const { visit, stderr_tail } = failed;
  const record = isSessionVisit(visit)
    ? failedRaceOf(context, { ...failed, visit })
    : failedRepetitionOf(context, { ...failed, visit });
  return entryWithoutResult(record, stderr_tail);
}

/** All that was asked of a race is known before it starts. */
function failedRaceOf(
  { study, warnings }: VisitContext,
  { visit, started_at, failure }: FailedVisit<SessionVisit>,
): RepetitionRecord {
  const seed = seedOf(study, visit.repetition);
  const executed = { study, visit, seed, started_at, probe_ns: null, outcome: failure };
  return keptRaceRecordOf(executed, warnings);
}

function failedRepetitionOf(context: VisitContext, failed: FailedVisit<Visit>): RepetitionRecord {
  const { study, inputs, warnings } = context;
  const { visit, started_at, failure } = failed;
  const { cell, repetition } = visit;
  const executed = {
    ...{ study, cell, repetition, started_at },
    strategy: inputs.strategyOf(cell),
    seed: seedOf(study, repetition),
    probe_ns: null,
    ...(failed.start ?? leastStart(context, visit)),
    outcome: failure,
  };
  return keptRecordOf(executed, warnings);
}

/** What the process would have begun with at the least. */
function leastStart({ inputs }: VisitContext, { cell }: Visit): RepetitionStart {
  const size = inputs.leastSize(cell);
  const { memory } = inputs.strategyOf(cell);
  const machine = { cores: availableParallelism(), memory };
  const threads = chooseThreads(cell.threads, size.agents, bytesNeeded(size, memory), machine);
  return { size, threads };
}
