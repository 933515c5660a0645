// Visits in this process: no start of a process and no second loading of engines, but what kills or hangs
// one visit kills or hangs the study.

import type { ExecutedRepetition } from '../executed-repetition.js';
import { executeVisit } from '../execute.js';
import { keptRecordOf } from '../kept-record.js';
import type { AnyVisit, SessionVisit, Visit } from '../plan.js';
import { isSessionVisit } from '../plan.js';
import { executeRace, loadRunRace } from '../sessions/execute-race.js';
import type { RunRace } from '../sessions/execute-race.js';
import { keptRaceEntryOf } from '../sessions/race-entry.js';
import { entryOf } from './entry-of.js';
import type { Limit } from './limits.js';
import { watchLimits } from './limits.js';
import type { VisitContext, VisitEnd, VisitRunner } from './visit-runner.js';

export function createInProcessRunner(
  context: VisitContext,
  loadRace: () => Promise<RunRace> = loadRunRace,
): VisitRunner {
  return {
    run: async (visit: AnyVisit) => {
      if (isSessionVisit(visit)) return race(context, visit, await loadRace());
      const controller = new AbortController();
      let limit: Limit | null = null;
      const lift = watchLimits(context, (reached) => {
        limit = reached;
        controller.abort();
      });
      try {
        return await execute(context, visit, { signal: controller.signal, limit: () => limit });
      } finally {
        lift();
      }
    },
  };
}

/** A race in this process cannot be ended from outside: it ends by itself, after its own time at the latest. */
async function race(context: VisitContext, visit: SessionVisit, run: RunRace): Promise<VisitEnd> {
  const { study, signal, folder, warnings } = context;
  if (signal.aborted) return { type: 'interrupted' };
  const timeout_ms = Math.min(study.timeout_ms, study.deadline_ms);
  const executed = await executeRace({ ...study, timeout_ms }, visit, run);
  return { type: 'finished', entry: keptRaceEntryOf(executed, { folder, warnings }) };
}

interface Limited {
  readonly signal: AbortSignal;
  /** What aborted the signal, if anything did. */
  readonly limit: () => Limit | null;
}

async function execute(
  context: VisitContext,
  visit: Visit,
  { signal, limit }: Limited,
): Promise<VisitEnd> {
  const { study, inputs } = context;
  const executed = await executeVisit(study, inputs, visit, { signal, blobs: study.blobs });
  if (executed.outcome.status !== 'interrupted') return finished(executed, context);
  if (limit() === 'interrupt') return { type: 'interrupted' };
  const reason = `no result after ${study.deadline_ms} ms`;
  return finished({ ...executed, outcome: { status: 'timeout', reason } }, context);
}

function finished(executed: ExecutedRepetition, { folder, warnings }: VisitContext): VisitEnd {
  const toRecord = (one: ExecutedRepetition) => keptRecordOf(one, warnings);
  return { type: 'finished', entry: entryOf(executed, { folder, toRecord }) };
}
