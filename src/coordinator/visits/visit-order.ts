// What the process of a visit is told: its visit and what it needs for it, as plain data.

import type { StrategyProfile } from '../../strategies/strategy.js';
import type { AnyVisit, Visit } from '../plan.js';
import { isSessionVisit } from '../plan.js';
import type { AnyOrder, VisitOrder } from './visit-protocol.js';
import type { VisitContext } from './visit-runner.js';

type Surroundings = Omit<VisitContext, 'signal'>;

export function orderOf(context: Surroundings, visit: AnyVisit): AnyOrder {
  if (!isSessionVisit(visit)) return mergingOrderOf(context, visit);
  const { study, folder, warnings } = context;
  return { study, visit, folder, warnings };
}

function mergingOrderOf(
  { study, inputs, folder, warnings }: Surroundings,
  visit: Visit,
): VisitOrder {
  const { strategy, workload } = visit.cell;
  return {
    study: { ...study, strategies: [strategy], workloads: [workload] },
    visit,
    profile: profileOf(inputs.strategyOf(visit.cell)),
    folder,
    warnings,
  };
}

/** Member by member: a plug-in's strategy may hold functions, and be an instance with getters. */
function profileOf({
  name,
  summary,
  version,
  expectation,
  capabilities: { merges_by_kind, escalates, attributes, calls_model },
  shares,
  memory,
}: StrategyProfile): StrategyProfile {
  return {
    ...{ name, summary, version, expectation },
    capabilities: { merges_by_kind, escalates, attributes, calls_model },
    ...(shares && { shares }),
    memory: {
      replica_bytes: memory.replica_bytes,
      held_write_bytes: memory.held_write_bytes,
      held_field_bytes: memory.held_field_bytes,
      held_version_bytes: memory.held_version_bytes,
      thread_limit_bytes: memory.thread_limit_bytes,
    },
  };
}
