// What stands under a table: why rows did not pass, because a verdict nobody can act on helps nobody, and what
// there is to remark on those that did.

import type { Verdict } from '../model/verdict.js';
import type { RepetitionRecord } from './record.js';
import { standingOf } from './standing.js';
import { remarksOn, subjectOf, type Remark } from './remarks.js';
import type { View } from './views.js';

/** One row that did not pass. Texts are as recorded: whoever shows them escapes them. */
export interface Note {
  readonly verdict: Verdict;
  /** Which row: workload, strategy and whatever else tells it from the others. */
  readonly subject: string;
  readonly reasons: readonly string[];
  readonly reproduce: string;
}

export interface Notes {
  readonly notes: readonly Note[];
  /** Rows that did not pass beyond those noted. */
  readonly omitted: number;
  readonly remarks: readonly Remark[];
  /** Remarks beyond those. */
  readonly remarks_omitted: number;
  /** Each warning once. */
  readonly warnings: readonly string[];
}

const MAX_NOTES = 12;
const MAX_REMARKS = 12;
const MAX_REASON_CHARACTERS = 160;

/**
 * Notes on the records that did not pass; `views` tell the rows apart. Remarks have no command under them that
 * names the cell: they say by `context` which it is.
 */
export function notesOn(
  records: readonly RepetitionRecord[],
  views: readonly View[],
  context: readonly View[] = [],
): Notes {
  const failing = records.filter(({ verdict }) => verdict !== 'PASS');
  const remarks = remarksOn(records, withContext(views, context));
  return {
    notes: failing.slice(0, MAX_NOTES).map((record) => noteOn(record, views)),
    omitted: Math.max(failing.length - MAX_NOTES, 0),
    remarks: remarks.slice(0, MAX_REMARKS),
    remarks_omitted: Math.max(remarks.length - MAX_REMARKS, 0),
    warnings: [...new Set(records.flatMap(({ warnings }) => warnings))],
  };
}

function withContext(views: readonly View[], context: readonly View[]): readonly View[] {
  const known = new Set(views.map(({ column }) => column.heading));
  return [...context.filter(({ column }) => !known.has(column.heading)), ...views];
}

function noteOn(record: RepetitionRecord, views: readonly View[]): Note {
  return {
    verdict: record.verdict,
    subject: `${subjectOf(record, views)}${asExpected(record)}`,
    reasons: [...endedEarly(record), ...failedFindings(record)],
    reproduce: record.reproduce,
  };
}

/** A baseline that fails is no reason for alarm, and a reader should not need to know that. */
function asExpected(record: RepetitionRecord): string {
  const { verdict, expectation } = record;
  if (verdict !== 'FAIL' || expectation !== 'fail') return '';
  return standingOf(record, expectation) === 'baseline'
    ? ' (expected to fail)'
    : ' (expected to fail, and undecided: what it was to be tested by did not come about)';
}

function endedEarly({ status, note }: RepetitionRecord): readonly string[] {
  if (status === 'ok') return [];
  return [shorten(note === null ? status : `${status}: ${note}`)];
}

/** The first reason of each finding; the record holds the others. */
function failedFindings({ findings }: RepetitionRecord): readonly string[] {
  return findings
    .filter(({ verdict }) => verdict !== 'PASS')
    .map(({ check, verdict, reasons: [first, ...others] }) => {
      const reason = first === undefined ? verdict : shorten(first);
      return `${check}: ${reason}${others.length > 0 ? ' (and more)' : ''}`;
    });
}

function shorten(text: string): string {
  const characters = Array.from(text.slice(0, 2 * MAX_REASON_CHARACTERS + 1));
  return characters.length <= MAX_REASON_CHARACTERS
    ? text
    : `${characters.slice(0, MAX_REASON_CHARACTERS - 3).join('')}...`;
}
