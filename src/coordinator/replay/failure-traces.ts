// trace.jsonl in the folder of a failure: made from the evidence that its repetition left, so that it can be
// made again like everything else of a report.

import { messageOf } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import type { AnalysedStudy } from '../../results/analysis/analysis.js';
import { failuresOf } from '../../results/derived/failure-files.js';
import type { LateFile } from '../../results/derived/late-file.js';
import type { JournalEntry, StoredFile } from '../../results/study/entry.js';
import { FAILURE_FILES } from '../../results/study/layout.js';
import type { StoredStudyFolder } from '../../results/study/read-study.js';
import type { VisitFile } from '../evidence/read.js';
import { readEvidence } from '../evidence/read.js';
import { visitOf } from '../evidence/rejudge.js';
import { traceLines } from './trace.js';

/** Longer histories are cut: the evidence has all of them. */
export const MAX_TRACE_EVENTS = 100_000;

/** @param notice told once for every failure whose evidence cannot be read, which then has no trace. */
export function failureTraces(
  study: AnalysedStudy,
  { folder, entries }: Pick<StoredStudyFolder, 'folder' | 'entries'>,
  notice: (text: string) => void,
): readonly LateFile[] {
  // The history of a race for sessions is its evidence; there are no writes and deliveries to trace.
  const failures = failuresOf(study).filter(({ record }) => record.sessions === null);
  if (failures.length === 0) return [];
  const stored = evidenceByVisit(entries());
  return failures.flatMap(({ record, folder: place }) => {
    const visit = visitOf(record);
    const file = stored.get(visit);
    if (!file) return [];
    const make = (): string | null => traceOrNotice({ folder, file, visit }, notice);
    return [{ path: `${place}/${FAILURE_FILES.trace}`, make }];
  });
}

function evidenceByVisit(entries: Iterable<JournalEntry>): ReadonlyMap<string, StoredFile> {
  const stored = new Map<string, StoredFile>();
  for (const { record, evidence } of entries) if (evidence) stored.set(visitOf(record), evidence);
  return stored;
}

function traceOrNotice(wanted: VisitFile, notice: (text: string) => void): string | null {
  try {
    return traceText(wanted);
  } catch (thrown) {
    notice(`no trace of ${printable(wanted.visit)}: ${messageOf(thrown)}`);
    return null;
  }
}

/** Its first line names the evidence relative to the folder of the failure. */
function traceText(wanted: VisitFile): string {
  const { visit, file } = wanted;
  const { ledger, undelivered } = readEvidence(wanted);
  const lines = [JSON.stringify({ event: 'history', visit, evidence: `../../${file.path}` })];
  for (const line of traceLines(ledger.entries(), undelivered)) {
    if (lines.length <= MAX_TRACE_EVENTS) lines.push(line);
    else return joined([...lines, JSON.stringify({ event: 'cut', after: MAX_TRACE_EVENTS })]);
  }
  return joined(lines);
}

function joined(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}
