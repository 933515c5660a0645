// What a study judged again comes to: every record with its new judgement, and what is not as stored.

import type { RepetitionRecord } from '../../results/record.js';
import type { ExitCode } from '../../model/problem.js';
import { EXIT } from '../../model/problem.js';
import type { Expectation, Expectations } from '../exit.js';
import { exitCodeOf } from '../exit.js';
import { UNMEASURED } from '../unmeasured.js';
import type { RejudgedVisit } from './rejudge-study.js';

/** One visit without its evidence and its histograms: a study of thousands must fit in memory. */
export interface AnalysedVisit extends Omit<RejudgedVisit, 'stored'> {
  /** As stored, but with what was judged again. */
  readonly record: RepetitionRecord;
}

export function analysedVisitOf({ stored, ...visit }: RejudgedVisit): AnalysedVisit {
  return { ...visit, record: { ...stored, ...visit.again, histograms: UNMEASURED.histograms } };
}

/** What strategies declared when they were executed, then what the study and the command line say instead. */
export function expectationsOf(
  visits: readonly AnalysedVisit[],
  ...overrides: readonly Iterable<readonly [string, Expectation]>[]
): Expectations {
  const declared = visits.map(({ record }) => [record.strategy, record.expectation] as const);
  return new Map([...declared, ...overrides.flatMap((override) => [...override])]);
}

/** That of the new verdicts; where all is as expected and yet not as stored, that of a failed check. */
export function exitCodeOfAnalysis(
  visits: readonly AnalysedVisit[],
  expectations: Expectations,
): ExitCode {
  if (visits.length === 0) return EXIT.undecided;
  const records = visits.map(({ record }) => record);
  const code = exitCodeOf(records, expectations);
  const differs = visits.some(({ differences }) => differences.length > 0);
  return code === EXIT.ok && differs ? EXIT.check_failed : code;
}

/** All strategies of one point side by side, as the table of a study shows them; the journal is shuffled. */
export function inTableOrder(visits: readonly AnalysedVisit[]): readonly AnalysedVisit[] {
  return [...visits].sort(({ record: left }, { record: right }) => {
    for (const key of TABLE_ORDER) {
      const [before, after] = [left[key], right[key]];
      if (before !== after) return before < after ? -1 : 1;
    }
    return 0;
  });
}

const TABLE_ORDER = [
  ...(['workload', 'agents', 'topology', 'exchange', 'threads'] as const),
  ...(['strategy', 'cell_id', 'repetition'] as const),
];
