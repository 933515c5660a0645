// What a repetition is put together from before its first command.

import { Ledger } from '../verdict/ledger.js';
import type { StartLineReference } from '../workers/protocol.js';
import { createStartLine } from '../workers/start-line.js';
import { seatAgents } from './division.js';
import type { ExchangeParts } from './exchange/parts.js';
import { Roster } from './exchange/roster.js';
import { Traffic } from './exchange/traffic.js';
import { faultPlanOf } from './faults/plan-of.js';
import { FaultTally } from './faults/tally.js';
import { PhaseStopwatch } from './phase-stopwatch.js';
import type { RepetitionPlan } from './repetition-plan.js';
import type { ShardGroup } from './shard-link.js';
import type { SharedStore } from './shared-store/shared-store.js';

export function partsOf(
  group: ShardGroup,
  plan: RepetitionPlan,
  shared: SharedStore | null,
): ExchangeParts {
  const { script, seed } = plan;
  const faults = faultPlanOf(plan);
  return {
    plan,
    group,
    roster: new Roster(seatAgents(script.agents, group.links.length, seed)),
    ledger: new Ledger(script.agents),
    stopwatch: new PhaseStopwatch(),
    traffic: new Traffic(),
    faults,
    tally: new FaultTally(faults),
    shared,
  };
}

/** Null where shards do not run side by side. */
export function startLineOf(group: ShardGroup, plan: RepetitionPlan): StartLineReference | null {
  const { links, parallel } = group;
  return parallel ? createStartLine(links.length, plan.timeout_ms) : null;
}
