// What a shard is opened with.

import type { SessionStorePlace } from '../strategies/strategy.js';
import { strategyIdOf } from '../workers/envelope.js';
import type { EnvelopeTerms, OpenCommand, Seat, StartLineReference } from '../workers/protocol.js';
import type { FaultPlan } from './faults/fault-plan.js';
import type { RepetitionPlan } from './repetition-plan.js';

export interface OpenSurroundings {
  readonly start_line: StartLineReference | null;
  /** Null where replicas share nothing. */
  readonly shared: SessionStorePlace | null;
}

export function openCommandOf(
  plan: RepetitionPlan,
  seats: readonly Seat[],
  faults: FaultPlan,
  { start_line, shared }: OpenSurroundings,
): OpenCommand {
  const { strategy, model } = plan;
  const skewed = seats.map((seat) => {
    return { ...seat, clock_ahead: faults.clockAhead(seat.agent_index) };
  });
  return {
    type: 'open',
    strategy,
    model,
    seats: skewed,
    envelope: envelopeOf(plan, faults),
    clock: plan.clock,
    start_line,
    ...(shared && { session_store: shared }),
  };
}

function envelopeOf(
  { terms, strategy, run_id }: RepetitionPlan,
  { effects }: FaultPlan,
): EnvelopeTerms {
  // An engine that chokes is looked at where something damages blobs; anywhere else it is an error.
  if (terms.envelope === 'off') return { type: effects.includes('refused') ? 'raw' : 'off' };
  const name = strategy.type === 'built_in' ? strategy.name : strategy.url;
  return { type: 'on', run_id, strategy_id: strategyIdOf(name) };
}
