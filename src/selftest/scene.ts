// Where a repetition of the selftest takes place: what is written, over which topology, on what terms, and what
// strikes meanwhile. Who merges, and by what it is judged, is no part of it.

import type { ExchangeTerms } from '../coordinator/exchange/terms.js';
import { PLAIN_TERMS } from '../coordinator/exchange/terms.js';
import type { FaultMix } from '../coordinator/faults/mix.js';
import { mixOf } from '../coordinator/faults/plan-of.js';
import type { RepetitionPlan } from '../coordinator/repetition-plan.js';
import { mesh } from '../coordinator/topologies/mesh.js';
import type { Topology } from '../coordinator/topologies/topology.js';
import type { WorkloadShape } from './workload-shape.js';

export interface Scene {
  readonly workload: WorkloadShape;
  readonly topology: Topology;
  readonly exchange: RepetitionPlan['exchange'];
  /** Null where nothing strikes. */
  readonly faults: FaultMix | null;
  readonly terms: ExchangeTerms;
  /** All in this thread, 1 or more. */
  readonly shards: number;
}

/** The best case: everyone reaches everyone at once, and nothing strikes. */
export function overMesh(workload: WorkloadShape): Scene {
  return {
    workload,
    topology: mesh,
    exchange: 'batch',
    faults: null,
    terms: PLAIN_TERMS,
    shards: 1,
  };
}

/** The same with something else about it. */
export interface Conditions {
  readonly topology?: Topology;
  readonly exchange?: Scene['exchange'];
  /** A mix as it is typed. */
  readonly faults?: string;
  readonly terms?: Partial<ExchangeTerms>;
}

/** @throws Error for a text that is no mix. */
export function under(
  workload: WorkloadShape,
  { faults = 'none', terms = {}, ...changes }: Conditions,
): Scene {
  return {
    ...overMesh(workload),
    ...changes,
    faults: mixOf(faults),
    terms: { ...PLAIN_TERMS, ...terms },
  };
}
