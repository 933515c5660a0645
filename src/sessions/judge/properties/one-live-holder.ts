// At most one holder at a time. Two incarnations with one fence are two holders; so is one that acquires a lease
// which nobody gave up and which, on the store's own clock, had not expired. Whether a dead holder's lease was taken
// over is left out: a process lookup is not part of a history, so only holders that cannot be looked up count.

import type { RaceHistory } from '../../history.js';
import type { Acquisition } from '../acquisitions.js';
import { acquisitionsOf, nameOf } from '../acquisitions.js';
import { groupBy, keyOf } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';
import { givenUp, Promises } from '../promises.js';
import { CLOCK_TOLERANCE_MS } from '../store-clock.js';

export const oneLiveHolder = defineProperty({
  name: 'one-live-holder',
  summary: 'a lease has at most one live holder',
  cases: 'fences and takeovers',
  examine: (history) => {
    const acquisitions = acquisitionsOf(history);
    const by_fence = groupBy(acquisitions, (one) => keyOf(one.session_id, one.lease.fence));
    const brokenBy = brokenPromises(history, acquisitions);
    const takeovers = acquisitions.flatMap((taken) => takeoverOf(taken, by_fence));
    return {
      examined: by_fence.size + takeovers.length,
      violations: [...[...by_fence.values()].flatMap(sharedFence), ...takeovers.flatMap(brokenBy)],
    };
  },
});

/** The acquisition of a fence whose predecessor's holder is known, too. */
interface Takeover {
  readonly before: Acquisition;
  readonly taken: Acquisition;
  readonly store_ms: number;
}

function takeoverOf(
  taken: Acquisition,
  by_fence: ReadonlyMap<string, readonly Acquisition[]>,
): readonly Takeover[] {
  const { session_id, lease, store_ms } = taken;
  const [before] = by_fence.get(keyOf(session_id, lease.fence - 1)) ?? [];
  return before && store_ms !== null ? [{ before, taken, store_ms }] : [];
}

function sharedFence(holders: readonly Acquisition[]): readonly Violation[] {
  const [first, ...others] = holders;
  const other = others.find(
    ({ lease }) => first && nameOf(lease.owner) !== nameOf(first.lease.owner),
  );
  if (!first || !other) return [];
  const { lease, session_id } = first;
  const message = `fence ${lease.fence} of session ${session_id} was given to ${lease.owner.owner_id} and to ${other.lease.owner.owner_id}`;
  return [{ message, evidence: [first.index, other.index] }];
}

/** The promise that a takeover broke, if it did. */
function brokenPromises(
  history: RaceHistory,
  acquisitions: readonly Acquisition[],
): (takeover: Takeover) => readonly Violation[] {
  const promises = new Promises(history, acquisitions);
  const given_up_ns = givenUp(history);
  return ({ before, taken, store_ms }) => {
    const { session_id, lease } = before;
    const release_ns = given_up_ns.get(keyOf(session_id, lease.fence)) ?? Infinity;
    if (mayHaveDied(before, taken) || release_ns <= taken.ended_ns) return [];
    const promised = promises.of(session_id, lease.fence).find(({ ended_ns, expires_ms }) => {
      return ended_ns < taken.began_ns && expires_ms > store_ms + CLOCK_TOLERANCE_MS;
    });
    if (!promised) return [];
    const message = `fence ${taken.lease.fence} of session ${session_id} was given at ${store_ms} ms while fence ${lease.fence} was promised until ${promised.expires_ms} ms`;
    return [{ message, evidence: [promised.index, taken.index] }];
  };
}

/** Only who reclaims may take over from the dead. */
function mayHaveDied(before: Acquisition, taken: Acquisition): boolean {
  return taken.method === 'reclaimLease' && before.lease.owner.liveness.type !== 'opaque';
}
