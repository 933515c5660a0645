// An agent that begins again under its old engine identity, from a state that is behind what it had exported,
// numbers new operations like old ones. Engines that trust identity and number (Loro, Yjs) then take two
// different operations for one: writes are lost without a sign, or the engine breaks on what it holds. What
// shows of that is named here, and nothing that would be so without it.

import type { Check, CheckResult } from '../check.js';
import { failed, PASSED, undecided } from '../check.js';
import { divergencesOf } from '../divergence.js';
import type { Breakage } from '../evidence.js';
import type { Examination } from '../examination.js';
import { identityReused } from '../reuse.js';

export const identity: Check = {
  name: 'identity',
  summary: 'no write is lost to an engine identity that was used again',
  rests_on: 'history',
  examine,
};

const HARMLESS =
  'the hazard could not act: nothing was written under a reused identity while writes of it were forgotten';

function examine(examination: Examination): CheckResult {
  const { ledger, broken, threat } = examination;
  if (!identityReused(ledger)) return PASSED;
  if (broken) return examineBroken(broken, threat.size > 0 ? 'acted' : 'idle');
  if (threat.size === 0) return undecided([HARMLESS]);
  return examineDamage(examination);
}

/** What was written in the phase that broke is not known. */
function examineBroken({ phase, reason }: Breakage, hazard: 'acted' | 'idle'): CheckResult {
  if (hazard === 'idle' && phase !== 'write') return undecided([HARMLESS]);
  return failed([`the engine broke after its identity was reused: ${phase}: ${reason}`]);
}

function examineDamage(examination: Examination): CheckResult {
  const damage = examination.accounts.map(({ watched }) => watched);
  const diverged = divergencesOf(examination).length > 0;
  const lost = Math.max(0, ...damage.map((counts) => counts.lost));
  const dropped = Math.max(0, ...damage.map((counts) => counts.arbitrated));
  // A strategy that loses what nothing threatens loses by its own rules, and these may have taken the rest.
  const by_own_rules = damage.some(({ others_lost }) => others_lost > 0);
  // Where replicas that received the same agree, a scalar dropped was arbitrated, with no help of identity.
  const count = (by_own_rules ? 0 : lost) + (diverged ? dropped : 0);
  const found = [
    ...(count > 0 ? [`${writesOf(count)} lost silently`] : []),
    ...(diverged ? ['replicas with equal deliveries differ'] : []),
  ];
  if (found.length > 0) return failed([`engine identity reused: ${found.join(', ')}`]);
  return lost > 0 ? undecided([indistinct(lost)]) : PASSED;
}

function indistinct(lost: number): string {
  return `${writesOf(lost)} of a reused identity lost, which may be by the strategy's own rules: others were lost too`;
}

function writesOf(count: number): string {
  return `${count} ${count === 1 ? 'write' : 'writes'}`;
}
