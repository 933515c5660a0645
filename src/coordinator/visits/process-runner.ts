// Each visit in a process of its own: what crashes, hangs or runs out of memory is then one record of the
// study and not its end.

import type { AnyVisit } from '../plan.js';
import { failedEntryOf } from './failed-entry.js';
import { conclusionOf } from './process-end.js';
import type { ProcessOptions } from './visit-child.js';
import { VISIT_PROCESS, VisitChild } from './visit-child.js';
import { orderOf } from './visit-order.js';
import type { VisitContext, VisitEnd, VisitRunner } from './visit-runner.js';
import { watchLimits } from './limits.js';

/** What is kept of what a failed process said. */
const TAIL_BYTES = 4 * 1024;

export function createProcessRunner(
  context: VisitContext,
  options: ProcessOptions = VISIT_PROCESS,
): VisitRunner {
  return {
    run: async (visit) => {
      if (context.signal.aborted) return { type: 'interrupted' };
      return execute(context, visit, options);
    },
  };
}

async function execute(
  context: VisitContext,
  visit: AnyVisit,
  options: ProcessOptions,
): Promise<VisitEnd> {
  const started_at = new Date();
  const child = new VisitChild(orderOf(context, visit), options);
  const lift = watchLimits(context, (limit) => {
    child.kill(limit);
  });
  const end = await child.ended().finally(lift);
  const conclusion = conclusionOf(end, context.study.deadline_ms);
  if (conclusion.type === 'unusable') throw conclusion.error;
  if (conclusion.type !== 'failed') return conclusion;
  const stderr_tail = child.stderrTail(TAIL_BYTES);
  const failed = { visit, started_at, start: child.start, failure: conclusion, stderr_tail };
  return { type: 'finished', entry: failedEntryOf(context, failed) };
}
