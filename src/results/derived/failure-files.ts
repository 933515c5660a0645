// failures/: a folder for every repetition that did not end as it should, with what it takes to understand it
// and to see it again. What is expected to fail and did is no failure. What happened in it, event by event,
// is in its evidence, which is not read here: see late-file.ts.

import type { AnalysedStudy } from '../analysis/analysis.js';
import { allCells } from '../analysis/parts.js';
import type { RepetitionRecord } from '../record.js';
import { standingOf } from '../standing.js';
import { strictJson } from '../strict-json.js';
import { FAILURE_FILES, STUDY_FOLDERS } from '../study/layout.js';
import type { Deriver } from './derived-file.js';
import { howTo } from './failure-how-to.js';
import { pluginsOf } from './named-plugins.js';
import { safeNames } from './safe-names.js';

export interface Failure {
  readonly record: RepetitionRecord;
  /** Its folder, relative to that of the results. */
  readonly folder: string;
}

export const failureFiles: Deriver = (study) => {
  const named = pluginsOf(study.manifest);
  return failuresOf(study).flatMap(({ record, folder }) => [
    { path: `${folder}/${FAILURE_FILES.failure}`, content: strictJson(failureOf(record)) },
    { path: `${folder}/${FAILURE_FILES.how_to}`, content: howTo(record, named(record)) },
  ]);
};

/** By cell, then by repetition. */
export function failuresOf(study: AnalysedStudy): readonly Failure[] {
  const { records } = study;
  // A study may expect of a strategy something other than the strategy does of itself.
  const expectations = new Map(
    allCells(study).map(({ cell_id, expectation }) => [cell_id, expectation]),
  );
  const failures = records.filter((record) => isFailure(record, expectations.get(record.cell_id)));
  const names = safeNames(failures.map(({ cell_id, repetition }) => `${cell_id}#${repetition}`));
  return failures.map((record, index) => {
    return { record, folder: `${STUDY_FOLDERS.failures}/${names[index] ?? ''}` };
  });
}

function isFailure(record: RepetitionRecord, expected?: 'pass' | 'fail'): boolean {
  const standing = standingOf(record, expected);
  return record.status !== 'ok' || standing === 'undecided' || standing === 'invalid';
}

/** The identity, the findings and the command; the numbers are in results.json. */
function failureOf(record: RepetitionRecord): object {
  const { study, cell_id, repetition, seed, started_at } = record;
  const { strategy, strategy_version, workload, topology, exchange, faults } = record;
  const { agents, threads, rounds, writes_per_agent } = record;
  const { status, verdict, expectation, outcome, converged } = record;
  const { note, findings, fates, fault_accounts, heal, warnings, reproduce } = record;
  const { blob_ends } = record;
  return {
    ...{ study, cell_id, repetition, seed, started_at },
    ...{ strategy, strategy_version, workload, topology, exchange, faults },
    ...{ agents, threads, rounds, writes_per_agent },
    ...{ status, verdict, expectation, outcome, converged },
    ...{ note, findings, fates, fault_accounts },
    ...(blob_ends && { blob_ends }),
    ...{ heal, warnings, reproduce },
  };
}
