// `mergestorm run`: each strategy on each workload, executed, judged and shown.

import { cellsOf, referenceName, threadsText } from '../../coordinator/study.js';
import type { Cell, Study } from '../../coordinator/study.js';
import type { Expectations } from '../../coordinator/exit.js';
import { exitCodeOf } from '../../coordinator/exit.js';
import { EXIT } from '../../model/problem.js';
import { renderComparison } from '../../results/comparison.js';
import { toJson } from '../../results/json.js';
import { strictJson } from '../../results/strict-json.js';
import { crossings } from '../../results/threshold.js';
import { runStudy } from '../execution.js';
import type { StudyResults } from '../execution.js';
import { parseExpectations } from '../expectations.js';
import { prepareOutputs, writeOutputs } from '../outputs.js';
import { pinGit } from '../study-options/pin-git.js';
import { studyFromFlags, warningsFor } from '../study-options.js';
import { RUN_STUDY_FLAGS } from '../study-options/flag-help.js';
import type { StudyFlag } from '../study-options.js';
import { describeHarnessCost } from '../harness-cost.js';
import { textOptionsFor } from '../terminal.js';
import { parseThresholds } from '../thresholds.js';
import { isSet, textOf, textsOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

export async function runCommand(typed: Typed): Promise<void> {
  const flags = textsOf(typed, Object.keys(RUN_STUDY_FLAGS) as StudyFlag[]);
  const asked = studyFromFlags('run', flags, isSet(typed, 'force') ? 'skip' : 'refuse');
  const { study, notes } = await pinGit(asked);
  const thresholds = parseThresholds(typed);
  const expected = parseExpectations(textOf(typed, 'expect'), study.strategies);
  if (isSet(typed, 'dry-run')) {
    printPlan(study);
    return;
  }
  const outputs = prepareOutputs(typed);
  const volume = isSet(typed, 'quiet') ? 'quiet' : 'normal';
  const warnings = [...warningsFor(study, flags), ...notes];
  const results = await runStudy(expecting(study, expected), { volume, warnings });
  print(results, expected, typed);
  writeOutputs(outputs, results.manifest, results.records);
  const crossed = thresholds.flatMap((threshold) => crossings(threshold, results.records));
  for (const line of crossed) process.stderr.write(`mergestorm: ${line}\n`);
  const expectations = new Map([...results.expectations, ...expected]);
  const code = exitCodeOf(results.records, expectations);
  const gated = code === EXIT.ok && crossed.length > 0 ? EXIT.threshold : code;
  process.exitCode = results.interrupted ?? gated;
}

/** The commands that execute its repetitions again expect the same. */
function expecting(study: Study, expected: Expectations): Study {
  return expected.size === 0 ? study : { ...study, expect: Object.fromEntries(expected) };
}

function print(results: StudyResults, expected: Expectations, typed: Typed): void {
  const { manifest, records } = results;
  const asJson = isSet(typed, 'json');
  if (asJson) process.stdout.write(toJson(manifest, records));
  if (isSet(typed, 'quiet') || records.length === 0) return;
  const stream = asJson ? process.stderr : process.stdout;
  // Records keep what strategies say of themselves; people are told what was expected of them here.
  const shown = records.map((record) => {
    return { ...record, expectation: expected.get(record.strategy) ?? record.expectation };
  });
  stream.write(`${renderComparison(shown, textOptionsFor(stream))}\n\n`);
  stream.write(`${describeHarnessCost(results.harness_cost)}\n`);
}

function printPlan(study: Study): void {
  const cells = cellsOf(study).map(({ strategy, threads, ...cell }: Cell) => {
    return { strategy: referenceName(strategy), ...cell, threads: threadsText(threads) };
  });
  process.stdout.write(strictJson({ study, cells }));
}
