// An agent that begins again under its old engine identity, from a state that is behind what it had exported,
// numbers new operations like old ones. Engines that trust identity and number (Loro, Yjs) then take two
// different operations for one: writes are lost without a sign. What shows of that is named here.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED } from '../check.js';
import { divergencesOf } from '../divergence.js';
import type { Examination } from '../examination.js';
import { reusedIdentities } from '../reused-identities.js';

export const identity: Check = {
  name: 'identity',
  summary: 'no write is lost to an engine identity that was used again',
  examine,
};

function examine(examination: Examination): CheckResult {
  if (reusedIdentities(examination.ledger).size === 0) return PASSED;
  const diverged = divergencesOf(examination).length > 0;
  const lost = Math.max(0, ...examination.accounts.map(({ watched }) => watched.lost));
  const dropped = Math.max(0, ...examination.accounts.map(({ watched }) => watched.arbitrated));
  // Where replicas that received the same agree, a scalar dropped was arbitrated, with no help of identity.
  const count = lost + (diverged ? dropped : 0);
  const found = [
    ...(count > 0 ? [`${count} ${count === 1 ? 'write' : 'writes'} lost silently`] : []),
    ...(diverged ? ['replicas with equal deliveries differ'] : []),
  ];
  return found.length > 0 ? failed([`engine identity reused: ${found.join(', ')}`]) : PASSED;
}
