// What a set of records comes to as an exit code. A strategy that is expected to fail may, where it was
// tested as asked; one that is expected to pass may not; and what is undecided is neither.

import type { ExitCode } from '../model/problem.js';
import { EXIT } from '../model/problem.js';
import type { RepetitionRecord } from '../results/record.js';
import { standingOf, worstStanding } from '../results/standing.js';

export type Expectation = 'pass' | 'fail';

/** By strategy name, overrides included. */
export type Expectations = ReadonlyMap<string, Expectation>;

/** The worst of all: a failed check, a refusal for lack of memory, an undecided verdict, or none of these. */
export function exitCodeOf(
  records: readonly RepetitionRecord[],
  expectations: Expectations,
): ExitCode {
  const standing = worstStanding(
    records.map((record) => standingOf(record, expectations.get(record.strategy))),
  );
  if (standing === 'invalid') return EXIT.check_failed;
  if (records.some(({ status }) => status === 'refused')) return EXIT.resources;
  return standing === 'undecided' ? EXIT.undecided : EXIT.ok;
}
