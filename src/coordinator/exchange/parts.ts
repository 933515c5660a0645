// What every way of exchanging works on: one repetition's shards, ledger and meters.

import type { Ledger } from '../../verdict/ledger.js';
import type { FaultPlan } from '../faults/fault-plan.js';
import type { FaultTally } from '../faults/tally.js';
import type { PhaseStopwatch } from '../phase-stopwatch.js';
import type { RepetitionPlan } from '../repetition-plan.js';
import type { ShardGroup } from '../shard-link.js';
import type { SharedStore } from '../shared-store/shared-store.js';
import type { Roster } from './roster.js';
import type { Traffic } from './traffic.js';

export interface ExchangeParts {
  readonly plan: RepetitionPlan;
  readonly group: ShardGroup;
  readonly roster: Roster;
  readonly ledger: Ledger;
  readonly stopwatch: PhaseStopwatch;
  readonly traffic: Traffic;
  readonly faults: FaultPlan;
  readonly tally: FaultTally;
  /** Null where replicas share nothing. */
  readonly shared: SharedStore | null;
}

/** `storm`: what the fault plan says of its pass happens; `heal`: nothing bad does. */
export type Weather =
  { readonly type: 'storm'; readonly plan_pass: number } | { readonly type: 'heal' };
