// Fences rise with every acquisition, by one, and none is used again: not after a release, not by its own holder.

import type { RaceHistory } from '../../history.js';
import type { Acquisition } from '../acquisitions.js';
import { acquisitionsOf, fencesBefore, nameOf } from '../acquisitions.js';
import { callsOf, groupBy, isUnanswered, keyOf, sessionOf } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { releases } from '../promises.js';

export const risingFences = defineProperty({
  name: 'rising-fences',
  summary: 'fencing tokens rise by one per acquisition and are never used again',
  cases: 'acquisitions',
  examine: (history) => {
    const acquisitions = acquisitionsOf(history);
    const known = fencesBefore(acquisitions);
    const violations = [
      ...acquisitions.flatMap((one) => fallen(one, known(one.session_id)(one.began_ns)?.item)),
      ...usedAgain(history, acquisitions),
      ...skipped(history, acquisitions),
    ];
    return { examined: acquisitions.length, violations };
  },
});

function fallen(one: Acquisition, before: Acquisition | undefined): readonly Violation[] {
  if (!before || one.lease.fence > before.lease.fence) return [];
  const is_same = one.lease.fence === before.lease.fence;
  if (is_same && nameOf(one.lease.owner) === nameOf(before.lease.owner)) return [];
  const message = `fence ${one.lease.fence} of session ${one.session_id} was given after fence ${before.lease.fence}`;
  return [{ message, evidence: [before.index, one.index] }];
}

/** A fence that was given once more after its holder had released it. */
function usedAgain(
  history: RaceHistory,
  acquisitions: readonly Acquisition[],
): readonly Violation[] {
  const released = releases(history);
  return acquisitions.flatMap(({ session_id, lease, index, began_ns }) => {
    const release = released.get(keyOf(session_id, lease.fence));
    if (!release || release.ended_ns >= began_ns) return [];
    const message = `fence ${lease.fence} of session ${session_id} was given again after its release`;
    return [{ message, evidence: [release.index, index] }];
  });
}

/** More fences are missing between those that were given than calls whose answer nobody heard. */
function skipped(history: RaceHistory, acquisitions: readonly Acquisition[]): readonly Violation[] {
  const unheard = callsOf(history, 'tryClaimLease', 'reclaimLease').filter(isUnanswered);
  const unheard_of = groupBy(unheard, sessionOf);
  return [...groupBy(acquisitions, (one) => one.session_id)].flatMap(([session_id, list]) => {
    const by_fence = [...list].sort((one, other) => one.lease.fence - other.lease.fence);
    const gaps = by_fence.flatMap((one, place) => gapBefore(one, by_fence[place - 1]));
    const missing = gaps.reduce((sum, gap) => sum + gap.missing, 0);
    if (missing <= (unheard_of.get(session_id)?.length ?? 0)) return [];
    const message = `${missing} fences of session ${session_id} were given to nobody`;
    return [{ message, evidence: gaps.flatMap(({ evidence }) => evidence) }];
  });
}

function gapBefore(one: Acquisition, before: Acquisition | undefined) {
  const missing = before ? one.lease.fence - before.lease.fence - 1 : 0;
  return before && missing > 0 ? [{ missing, evidence: [before.index, one.index] }] : [];
}
