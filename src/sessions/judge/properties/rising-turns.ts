// The turn index never falls: neither from one revision to the next, nor below what an earlier answer had told.

import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { groupBy } from '../calls.js';
import type { Dated } from '../order.js';
import { greatestBefore } from '../order.js';
import type { Save } from '../saves.js';
import { savesOf } from '../saves.js';

export const risingTurns = defineProperty({
  name: 'rising-turns',
  summary: 'the turn index of a session never falls, and revisions rise with time',
  cases: 'pairs of saves',
  examine: (history) => {
    const sessions = [...groupBy(savesOf(history), ({ session_id }) => session_id).values()];
    const pairs = sessions.reduce((sum, saves) => sum + saves.length - 1, 0);
    const violations = sessions.flatMap((saves) => [
      ...fallenTurns(saves),
      ...lateRevisions(saves),
    ]);
    return { examined: pairs, violations };
  },
});

function fallenTurns(saves: readonly Save[]): readonly Violation[] {
  const ordered = [...saves].sort((one, other) => one.revision - other.revision);
  return ordered.flatMap((save, place) => {
    const before = ordered[place - 1];
    if (!before || before.request.turn_index <= save.request.turn_index) return [];
    return [fallen(before, save, `turn ${before.request.turn_index}`)];
  });
}

/** A save that was answered before another began has the lower revision. */
function lateRevisions(saves: readonly Save[]): readonly Violation[] {
  const known = greatestBefore(saves.map(datedByRevision));
  return saves.flatMap((save) => {
    const before = known(save.began_ns);
    if (!before || before.rank < save.revision) return [];
    return [fallen(before.item, save, `revision ${before.rank}`)];
  });
}

function datedByRevision(save: Save): Dated<Save> {
  return { at_ns: save.ended_ns, rank: save.revision, item: save };
}

function fallen(before: Save, save: Save, what: string): Violation {
  const { request, revision, session_id } = save;
  const message = `session ${session_id} went from ${what} to turn ${request.turn_index}, revision ${revision}`;
  return { message, evidence: [before.index, save.index] };
}
