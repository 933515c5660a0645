// How one visit of a study is executed: in a child process of its own, or in this one. Either way its end
// is data: what goes wrong inside is a record with a status, never an exception.

import type { JournalEntry } from '../../results/study/entry.js';
import type { Inputs } from '../inputs.js';
import type { AnyVisit } from '../plan.js';
import type { StudyConfiguration } from '../study.js';

export interface VisitContext {
  readonly study: StudyConfiguration;
  readonly inputs: Inputs;
  /** Absolute path of the results folder. */
  readonly folder: string;
  /** What every record is to warn of. */
  readonly warnings: readonly string[];
  /** Ends the visit under way at once; it then comes to nothing. */
  readonly signal: AbortSignal;
}

export type VisitEnd =
  { readonly type: 'finished'; readonly entry: JournalEntry } | { readonly type: 'interrupted' };

export interface VisitRunner {
  /** One visit at a time. @throws UserError for input that cannot be used: then no visit of the study can be executed. */
  run(visit: AnyVisit): Promise<VisitEnd>;
}
