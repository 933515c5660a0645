// Renewing a lease and claiming rows under it are the acts of its current holder, too.

import type { RaceHistory } from '../../history.js';
import { callsOf, sessionOf } from '../calls.js';
import { defineProperty } from '../examination.js';
import type { FenceUse } from '../fence-uses.js';
import { lateUses } from '../fence-uses.js';

export const fencedClaim = defineProperty({
  name: 'fenced-claim',
  summary: 'nothing is claimed or renewed without the current live fence',
  cases: 'accepted claims and renewals',
  examine: (history) => {
    const uses = usesOf(history);
    return { examined: uses.length, violations: lateUses(history, uses) };
  },
});

function usesOf(history: RaceHistory): readonly FenceUse[] {
  const calls = callsOf(
    history,
    'renewLease',
    'claimLeadingCommand',
    'claimReadyWork',
    'claimInputs',
  );
  const accepted = calls.filter(({ entry }) => entry.answer?.ok === true);
  return accepted.map((seen) => {
    const { args, began_ns, method } = seen.entry;
    const what = `a call of ${method}`;
    return { index: seen.index, session_id: sessionOf(seen), fence: args.fence, began_ns, what };
  });
}
