// log.txt: what happened when, one line an event, in UTC. Made from manifest and records, so that it is
// the same whenever it is made; what a killed session did after its last repetition nobody knows.

import { printable } from '../../model/quote.js';
import { shellQuote } from '../../model/shell.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import { duration } from '../analysis/wording.js';
import type { StudySession } from '../manifest.js';
import type { RepetitionRecord } from '../record.js';
import { STUDY_FILES } from '../study/layout.js';
import type { Deriver } from './derived-file.js';

interface Event {
  /** ISO 8601 in UTC, to the millisecond, so that it sorts as text. */
  readonly at: string;
  readonly text: string;
}

export const logFile: Deriver = (study) => {
  const lines = eventsOf(study)
    .toSorted((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0))
    .map(({ at, text }) => `${at} ${printable(text)}\n`);
  return [{ path: STUDY_FILES.log, content: lines.join('') }];
};

function eventsOf({ manifest, records }: AnalysedStudy): readonly Event[] {
  const sessions: readonly StudySession[] = [manifest, ...manifest.resumptions];
  return [
    ...sessions.map((session, index) => startOf(session, index === 0 ? 'started' : 'resumed')),
    ...records.map(repetitionEvent),
    ...sessions.flatMap(endOf),
  ];
}

function startOf({ argv, started_at, load_before }: StudySession, how: string): Event {
  const command = ['mergestorm', ...argv.map(shellQuote)].join(' ');
  return { at: instant(started_at), text: `study ${how}: ${command}${loadText(load_before)}` };
}

function endOf({ ended_at, load_after }: StudySession): readonly Event[] {
  return ended_at === null
    ? []
    : [{ at: instant(ended_at), text: `study ended${loadText(load_after)}` }];
}

/** A repetition stands at its beginning: its record says no other time. */
function repetitionEvent(record: RepetitionRecord): Event {
  const { started_at, cell_id, repetition, status, verdict, converge_ns, wall_ns, note } = record;
  const parts = [
    `repetition ${cell_id}#${repetition}: ${status} ${verdict}`,
    ...(converge_ns === null ? [] : [`converged in ${duration(converge_ns)}`]),
    ...(wall_ns === null ? [] : [`took ${duration(wall_ns)}`]),
    ...(note === null ? [] : [note]),
  ];
  return { at: instant(started_at), text: parts.join(', ') };
}

/** Fractions of a second are optional in ISO 8601; with three digits everywhere, texts sort as times. */
function instant(time: string): string {
  const parsed = new Date(time);
  return Number.isNaN(parsed.getTime()) ? printable(time) : parsed.toISOString();
}

function loadText(load: readonly number[] | null): string {
  return load === null ? '' : ` (load ${load.map((average) => average.toFixed(2)).join(' ')})`;
}
