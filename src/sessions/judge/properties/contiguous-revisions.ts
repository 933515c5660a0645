// Rejected calls change nothing: the revisions of accepted saves follow each other without a gap or a repetition, and
// whoever reads a revision reads what was saved as it. An unheard save may own any revision that nobody else does.

import { canonicalJson } from '../../../model/canonical.js';
import type { RaceHistory } from '../../history.js';
import type { SessionState } from '../../terms.js';
import type { Seen } from '../calls.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf, valueOf } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import type { Save } from '../saves.js';
import { savesOf } from '../saves.js';

export const contiguousRevisions = defineProperty({
  name: 'contiguous-revisions',
  summary:
    'rejected calls change nothing: saves follow each other without a gap, and are read as saved',
  cases: 'saves and readings',
  examine: (history) => {
    const saves = savesOf(history);
    const readings = readingsOf(history);
    const by_revision = groupBy(saves, ({ session_id, revision }) => keyOf(session_id, revision));
    const violations = [
      ...[...by_revision.values()].flatMap(savedTwice),
      ...gaps(history, saves),
      ...readings.flatMap((reading) => misread(reading, by_revision)),
    ];
    return { examined: saves.length + readings.length, violations };
  },
});

function savedTwice([first, second]: readonly Save[]): readonly Violation[] {
  if (!first || !second) return [];
  const message = `revision ${first.revision} of session ${first.session_id} was given to ${first.what} and to ${second.what}`;
  return [{ message, evidence: [first.index, second.index] }];
}

/** Up to the revision that the session ended with, if that is known. */
function gaps(history: RaceHistory, saves: readonly Save[]): readonly Violation[] {
  const unheard = groupBy(unheardSaves(history), sessionOf);
  const last = new Map(
    history.finals.map(({ session_id, state }) => [session_id, state?.revision]),
  );
  return [...groupBy(saves, ({ session_id }) => session_id)].flatMap(([session_id, list]) => {
    const revisions = new Set(list.map(({ revision }) => revision));
    const [low, high] = boundsOf(revisions);
    const missing = Math.max(high, last.get(session_id) ?? high) - low + 1 - revisions.size;
    const lost = high - (last.get(session_id) ?? high);
    if (missing <= countCommits(unheard.get(session_id) ?? []) && lost <= 0) return [];
    const message =
      lost > 0
        ? `session ${session_id} ended ${lost} revisions before the last that was saved`
        : `${missing} revisions of session ${session_id} were saved by no accepted call`;
    return [
      {
        message,
        evidence: list.filter(({ revision }) => revision === high).map(({ index }) => index),
      },
    ];
  });
}

function boundsOf(revisions: ReadonlySet<number>): readonly [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const revision of revisions) {
    low = Math.min(low, revision);
    high = Math.max(high, revision);
  }
  return [low, high];
}

function unheardSaves(history: RaceHistory): readonly Seen<'checkpoint' | 'commit'>[] {
  return callsOf(history, 'checkpoint', 'commit').filter(isUnanswered);
}

/** However often one commit was sent, it has one revision. */
function countCommits(unheard: readonly Seen<'checkpoint' | 'commit'>[]): number {
  const names = unheard.map(({ index, entry }) =>
    entry.method === 'commit' ? entry.args.request.commit_id : index,
  );
  return new Set(names).size;
}

interface Reading {
  readonly session_id: string;
  readonly state: SessionState;
  readonly evidence: readonly number[];
}

function readingsOf(history: RaceHistory): readonly Reading[] {
  const read = callsOf(history, 'readState').flatMap((seen) => {
    const state = valueOf(seen);
    return state ? [{ session_id: sessionOf(seen), state, evidence: [seen.index] }] : [];
  });
  const finals = history.finals.flatMap(({ session_id, state }) =>
    state ? [{ session_id, state, evidence: [] }] : [],
  );
  return [...read, ...finals];
}

function misread(
  { session_id, state, evidence }: Reading,
  by_revision: ReadonlyMap<string, readonly Save[]>,
): readonly Violation[] {
  const [save] = by_revision.get(keyOf(session_id, state.revision)) ?? [];
  if (!save || textOf(state) === textOf(save.request)) return [];
  const message = `revision ${state.revision} of session ${session_id} is not what ${save.what} saved as it`;
  return [{ message, evidence: [save.index, ...evidence] }];
}

function textOf({ turn_index, state }: Pick<SessionState, 'turn_index' | 'state'>): string {
  return canonicalJson({ turn_index, state });
}
