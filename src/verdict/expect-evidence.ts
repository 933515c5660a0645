// Which oracle is asked: where every pass reached everyone there is one state for all, followed round by round;
// otherwise one for every distinct view. What they say is the same wherever both can be asked.

import type { Evidence } from './evidence.js';
import { EveryoneExpectations } from './everyone-expectations.js';
import type { Expectations } from './expectations.js';
import { ViewExpectations } from './views/view-expectations.js';

/**
 * @param block_units how many units are followed at once
 * @throws Error where a round was issued and nothing was exchanged after it: what replicas hold after it is
 *   not known.
 */
export function expectEvidence(evidence: Evidence, block_units?: number): Expectations {
  const { ledger } = evidence;
  if (!ledger.exchanged) throw new Error('a round was issued and not delivered to anyone');
  return ledger.delivered
    ? new EveryoneExpectations(evidence)
    : new ViewExpectations(evidence, block_units);
}
