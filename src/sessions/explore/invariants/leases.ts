// What must hold of leases: who is given one, by which number, and who ends it.

import type { Acquisition, Event } from '../events.js';
import { acquisitionsOf, isSameIncarnation } from '../events.js';
import type { Invariant } from './invariant.js';
import { examineEach } from './invariant.js';

export const oneLiveHolder: Invariant = {
  summary:
    'a lease is given to nobody while another holds it live; a dead holder only loses it to a reclaimer',
  check: (events) => examineEach(acquisitionsOf(events), givenTwice),
};

export const risingFences: Invariant = {
  summary:
    'an acquisition gets a higher fence than any before; a holder that claims again keeps its own',
  check: (events) => {
    const highest = new Map<string, number>();
    return examineEach(acquisitionsOf(events), (acquired) => {
      const { session_id } = acquired.event.args;
      const before = highest.get(session_id) ?? 0;
      highest.set(session_id, Math.max(before, acquired.fence));
      return isOwnAgain(acquired) ? changedFence(acquired) : stoodStill(acquired, before);
    });
  },
};

export const oneReclaimer: Invariant = {
  summary: 'of those who reclaim after the same observed fence one wins',
  check: (events) => {
    const winners = new Map<string, string>();
    return examineEach(reclaimsWonIn(events), ({ session_id, observed_fence, claimant }) => {
      const observation = `${session_id}\0${observed_fence}`;
      const winner = winners.get(observation);
      winners.set(observation, claimant.incarnation_id);
      if (winner === undefined) return null;
      return `${winner} and ${claimant.incarnation_id} both took over from fence ${observed_fence}`;
    });
  },
};

export const ownRelease: Invariant = {
  summary: 'a release ends the lease of its own fence and no newer one',
  check: (events) => examineEach(releasesIn(events), releasedAnother),
};

function givenTwice({ event, owner, fence }: Acquisition): string | null {
  const { holding } = event;
  if (!holding?.live || isSameIncarnation(holding.owner, owner)) return null;
  if (event.method === 'reclaimLease' && holding.dead) return null;
  const [held, given] = [holding.owner.incarnation_id, owner.incarnation_id];
  return `fence ${fence} was given to ${given} while ${held} held fence ${holding.fence} live`;
}

function isOwnAgain({ event, owner }: Acquisition): boolean {
  const { holding, method } = event;
  if (method !== 'tryClaimLease' || !holding?.live) return false;
  return isSameIncarnation(holding.owner, owner);
}

function changedFence({ event, fence }: Acquisition): string | null {
  const held = event.holding?.fence ?? fence;
  return fence === held ? null : `the holder of fence ${held} claimed again and got fence ${fence}`;
}

function stoodStill({ owner, fence }: Acquisition, before: number): string | null {
  if (fence > before) return null;
  return `${owner.incarnation_id} got fence ${fence}, not above ${before}`;
}

function reclaimsWonIn(events: readonly Event[]) {
  return events.flatMap((event) => {
    if (event.method !== 'reclaimLease' || !event.answer.ok) return [];
    return event.answer.value.type === 'acquired' ? [event.args] : [];
  });
}

type Release = Extract<Event, { readonly method: 'releaseLease' }>;

function releasesIn(events: readonly Event[]): readonly Release[] {
  return events.filter(
    (event): event is Release => event.method === 'releaseLease' && event.answer.ok,
  );
}

function releasedAnother({ args, answer, holding }: Release): string | null {
  if (!answer.ok || !answer.value.released || holding?.fence === args.fence) return null;
  const held =
    holding === null ? 'nobody held a lease' : `fence ${holding.fence} was the current one`;
  return `fence ${args.fence} was released while ${held}`;
}
