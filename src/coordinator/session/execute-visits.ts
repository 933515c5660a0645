// Executes what is left of a study: visit after visit, each journalled before the next begins, so that
// whatever ends this process takes no more than the visit under way.

import type { JournalEntry } from '../../results/study/entry.js';
import type { SeenRepetitions } from '../../results/study/seen-repetitions.js';
import type { AnyVisit } from '../plan.js';
import { visitsOf } from '../plan.js';
import type { StudyConfiguration } from '../study.js';
import { cellIdOf } from '../study.js';
import type { VisitRunner } from '../visits/visit-runner.js';

export interface VisitListener {
  visitStarts(visit: AnyVisit): void;
  /** Called once the entry is in the journal. */
  visitEnds(visit: AnyVisit, entry: JournalEntry): void;
}

export interface SessionParts {
  readonly study: StudyConfiguration;
  /** What is in the journal already. */
  readonly finished: SeenRepetitions;
  readonly runner: VisitRunner;
  /** Returns once the entry is on disk. @throws UserError (exit 74) where it cannot be written. */
  readonly append: (entry: JournalEntry) => void;
  readonly listener: VisitListener;
  readonly signal: AbortSignal;
}

/** `complete` where every visit is in the journal now. @throws UserError where the study cannot go on. */
export async function executeVisits({
  study,
  finished,
  runner,
  append,
  listener,
  signal,
}: SessionParts): Promise<'complete' | 'interrupted'> {
  for (const visit of visitsOf(study)) {
    if (finished.has(cellIdOf(visit.cell), visit.repetition)) continue;
    if (signal.aborted) return 'interrupted';
    listener.visitStarts(visit);
    const end = await runner.run(visit);
    if (end.type === 'interrupted') return 'interrupted';
    append(end.entry);
    listener.visitEnds(visit, end.entry);
  }
  return 'complete';
}
