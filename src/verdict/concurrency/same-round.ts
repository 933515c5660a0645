// Writes of one round of lock-step exchange: their authors had received nothing of each other, so that they
// are concurrent unless they declare otherwise. In proportion to writes and declared pairs.

import { groupBy } from '../grouping.js';
import { orderDeclared } from './declared.js';
import { Tally } from './tally.js';
import { record, type TracedField } from './traced-write.js';

/** Records what follows from these rounds alone. */
export function traceSameRounds(field: TracedField, isLockStep: (round: number) => boolean): void {
  for (const [round, writes] of groupBy(field.writes, (traced) => traced.round)) {
    if (!isLockStep(round)) continue;
    const tally = new Tally(writes);
    orderDeclared(tally.writes);
    for (const one of tally.writes) record(one.traced, field, tally.concurrentWith(one));
  }
}
