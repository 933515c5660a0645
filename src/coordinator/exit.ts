// What a set of records comes to as an exit code. A strategy that is expected to fail may; one that is
// expected to pass may not; and what is undecided is neither.

import type { ExitCode } from '../model/problem.js';
import { EXIT } from '../model/problem.js';
import type { RepetitionRecord } from '../results/record.js';

export type Expectation = 'pass' | 'fail';

/** By strategy name, overrides included. */
export type Expectations = ReadonlyMap<string, Expectation>;

/** The worst of all: a failed check, a refusal for lack of memory, an undecided verdict, or none of these. */
export function exitCodeOf(
  records: readonly RepetitionRecord[],
  expectations: Expectations,
): ExitCode {
  const unexpected = records.some(
    ({ verdict, strategy }) => verdict === 'FAIL' && expectations.get(strategy) !== 'fail',
  );
  if (unexpected) return EXIT.check_failed;
  if (records.some(({ status }) => status === 'refused')) return EXIT.resources;
  if (records.some(({ verdict }) => verdict === 'UNKNOWN')) return EXIT.undecided;
  return EXIT.ok;
}
