// Who reclaims a lease names the fence that it has seen. Only the first can be right about it: the fence moves on.

import { callsOf, groupBy, keyOf, sessionOf, valueOf } from '../calls.js';
import type { Seen } from '../calls.js';
import type { Violation } from '../examination.js';
import { defineProperty } from '../examination.js';

type Reclaim = Seen<'reclaimLease'>;

export const oneReclaimer = defineProperty({
  name: 'one-reclaimer',
  summary: 'of those who reclaim one observed fence exactly one wins, and gets the next fence',
  cases: 'observed fences that were reclaimed',
  examine: (history) => {
    const reclaims = callsOf(history, 'reclaimLease');
    const observed = groupBy(reclaims, (seen) =>
      keyOf(sessionOf(seen), seen.entry.args.observed_fence),
    );
    const won = [...observed.values()].map((group) => group.filter(hasWon));
    const decided = won.filter(({ length }) => length > 0);
    return { examined: decided.length, violations: decided.flatMap(violationsOf) };
  },
});

function hasWon(reclaim: Reclaim): boolean {
  return valueOf(reclaim)?.type === 'acquired';
}

function violationsOf(winners: readonly Reclaim[]): readonly Violation[] {
  const [first, second] = winners;
  const skipping = winners.find((reclaim) => fenceOf(reclaim) !== observedBy(reclaim) + 1);
  return [
    ...(first && second ? [twoWinners(first, second)] : []),
    ...(skipping ? [wrongFence(skipping)] : []),
  ];
}

function twoWinners(first: Reclaim, second: Reclaim): Violation {
  const message = `two reclaimers of fence ${observedBy(first)} of session ${sessionOf(first)} won`;
  return { message, evidence: [first.index, second.index] };
}

function wrongFence(reclaim: Reclaim): Violation {
  const message = `a reclaimer of fence ${observedBy(reclaim)} of session ${sessionOf(reclaim)} was given fence ${fenceOf(reclaim)}`;
  return { message, evidence: [reclaim.index] };
}

function observedBy({ entry }: Reclaim): number {
  return entry.args.observed_fence;
}

function fenceOf(reclaim: Reclaim): number {
  const value = valueOf(reclaim);
  return value?.type === 'acquired' ? value.lease.fence : 0;
}
