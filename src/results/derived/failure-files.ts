// failures/: one file for every repetition that did not end as it should, with what it takes to understand
// it and to see it again. What is expected to fail and did is no failure.

import type { RepetitionRecord } from '../record.js';
import { strictJson } from '../strict-json.js';
import { STUDY_FOLDERS } from '../study/layout.js';
import type { Deriver } from './derived-file.js';
import { safeNames } from './safe-names.js';

export const failureFiles: Deriver = ({ records, cells }) => {
  // A study may expect of a strategy something other than the strategy does of itself.
  const expectations = new Map(cells.map(({ cell_id, expectation }) => [cell_id, expectation]));
  const failures = records.filter((record) => isFailure(record, expectations.get(record.cell_id)));
  const names = safeNames(failures.map(({ cell_id, repetition }) => `${cell_id}#${repetition}`));
  return failures.map((record, index) => ({
    path: `${STUDY_FOLDERS.failures}/${names[index] ?? ''}.json`,
    content: strictJson(failureOf(record)),
  }));
};

function isFailure({ status, verdict }: RepetitionRecord, expected?: 'pass' | 'fail'): boolean {
  if (status !== 'ok' || verdict === 'UNKNOWN') return true;
  return verdict === 'FAIL' && expected !== 'fail';
}

/** The identity, the findings and the command; the numbers are in results.json. */
function failureOf(record: RepetitionRecord): object {
  const { study, cell_id, repetition, seed, started_at } = record;
  const { strategy, strategy_version, workload, topology, exchange, faults } = record;
  const { agents, threads, rounds, writes_per_agent } = record;
  const { status, verdict, expectation, outcome, converged } = record;
  const { note, findings, fates, warnings, reproduce } = record;
  return {
    ...{ study, cell_id, repetition, seed, started_at },
    ...{ strategy, strategy_version, workload, topology, exchange, faults },
    ...{ agents, threads, rounds, writes_per_agent },
    ...{ status, verdict, expectation, outcome, converged },
    ...{ note, findings, fates, warnings, reproduce },
  };
}
