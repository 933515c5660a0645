// `mergestorm analyze DIR`: judges a stored study again, from the evidence its repetitions left.

import type { AnalysedVisit } from '../../coordinator/evidence/analysis.js';
import {
  analysedVisitOf,
  exitCodeOfAnalysis,
  expectationsOf,
  inTableOrder,
} from '../../coordinator/evidence/analysis.js';
import type { Plugins } from '../../coordinator/evidence/open-reader.js';
import type { RecordedStudy } from '../../coordinator/evidence/recorded-study.js';
import { recordedStudyOf } from '../../coordinator/evidence/recorded-study.js';
import { rejudgeStudy } from '../../coordinator/evidence/rejudge-study.js';
import { readTool } from '../../metrics/tool.js';
import { printable } from '../../model/quote.js';
import { renderComparison } from '../../results/comparison.js';
import { resolveStudyFolder } from '../../results/study/folder.js';
import type { StoredStudyFolder } from '../../results/study/read-study.js';
import { noticesOf, readStudy } from '../../results/study/read-study.js';
import { analysisJson, differenceLines, summaryLines } from '../analysis-text.js';
import { parseExpectations } from '../expectations.js';
import { createProgress, textOptionsFor } from '../terminal.js';
import { isSet, requiredText, textOf } from '../typed-flags.js';

type Typed = Readonly<Record<string, unknown>>;

/** Expects `dir` among what was typed: a results folder. */
export async function analyzeCommand(typed: Typed): Promise<void> {
  const stored = readStudy(resolveStudyFolder(requiredText(typed, 'dir')));
  const study = recordedStudyOf(stored.folder, stored.manifest.study);
  const expected = parseExpectations(textOf(typed, 'expect'), study.strategies);
  const visits = await judgeAgain(stored, study, typed);
  print(visits, typed);
  noteVersion(stored, typed);
  const expectations = expectationsOf(visits, Object.entries(study.expect), expected);
  process.exitCode = exitCodeOfAnalysis(visits, expectations);
}

async function judgeAgain(
  stored: StoredStudyFolder,
  study: RecordedStudy,
  typed: Typed,
): Promise<readonly AnalysedVisit[]> {
  const progress = createProgress(isSet(typed, 'quiet') ? 'quiet' : 'normal');
  const plugins: Plugins = isSet(typed, 'load-plugins') ? 'load' : 'skip';
  const visits: AnalysedVisit[] = [];
  try {
    const { folder } = stored;
    for await (const visit of rejudgeStudy(
      { folder, study, entries: entriesOf(stored) },
      plugins,
    )) {
      visits.push(analysedVisitOf(visit));
      progress.show(`[${visits.length}] judged again: ${printable(visit.visit)}`);
    }
  } finally {
    progress.clear();
  }
  return inTableOrder(visits);
}

/** Another version may check more, or word its reasons otherwise. */
function noteVersion({ manifest }: StoredStudyFolder, typed: Typed): void {
  const { version } = readTool();
  if (manifest.tool_version === version || isSet(typed, 'quiet')) return;
  const versions = `${printable(manifest.tool_version)}, and is judged again by ${version}`;
  process.stderr.write(`mergestorm: the study was judged by mergestorm ${versions}\n`);
}

/** All entries; what is odd about the end of the journal is said once they are read. */
function* entriesOf({ folder, entries }: StoredStudyFolder) {
  const end = yield* entries();
  for (const notice of noticesOf(folder, end)) process.stderr.write(`mergestorm: ${notice}\n`);
}

function print(visits: readonly AnalysedVisit[], typed: Typed): void {
  if (isSet(typed, 'json')) process.stdout.write(analysisJson(visits));
  const stream = isSet(typed, 'json') ? process.stderr : process.stdout;
  if (isSet(typed, 'quiet')) {
    for (const line of differenceLines(visits)) process.stderr.write(`mergestorm: ${line}\n`);
    return;
  }
  const records = visits.map(({ record }) => record);
  if (records.length > 0) stream.write(`${renderComparison(records, textOptionsFor(stream))}\n\n`);
  stream.write(`${[...summaryLines(visits), ...differenceLines(visits)].join('\n')}\n`);
}
