// A plan of one repetition over a mesh, with whatever a test changes about it.

import { PLAIN_TERMS } from '../../src/coordinator/exchange/terms.js';
import type { ExchangeTerms } from '../../src/coordinator/exchange/terms.js';
import { mixOf } from '../../src/coordinator/faults/plan-of.js';
import type { RepetitionPlan } from '../../src/coordinator/repetition-plan.js';
import { findTopology } from '../../src/coordinator/topologies/registry.js';
import { mesh } from '../../src/coordinator/topologies/mesh.js';
import type { Script } from '../../src/model/script.js';
import { DEFAULT_MIXED, mixed } from '../../src/workloads/mixed.js';
import type { MixedOptions } from '../../src/workloads/workload.js';

export function buildPlan(
  script: Script,
  strategy: string,
  changes: Partial<RepetitionPlan> = {},
): RepetitionPlan {
  return {
    script,
    strategy: { type: 'built_in', name: strategy },
    attributes: strategy !== 'lww',
    model: { type: 'stub', latency_ms: 0 },
    topology: mesh,
    exchange: 'batch',
    terms: PLAIN_TERMS,
    faults: null,
    run_id: 1n,
    clock: 'real',
    seed: 7,
    timeout_ms: 30_000,
    ...changes,
  };
}

export interface Conditions {
  readonly topology?: string;
  readonly faults?: string;
  readonly terms?: Partial<ExchangeTerms>;
}

/** What a test asks for by name, as the changes of a plan. */
export function under({ topology = 'mesh', faults = 'none', terms = {} }: Conditions) {
  const found = findTopology(topology);
  if (!found) throw new Error(`no topology ${topology}`);
  return { topology: found, faults: mixOf(faults), terms: { ...PLAIN_TERMS, ...terms } };
}

export interface Shape {
  readonly agents: number;
  readonly rounds: number;
  readonly writes_per_agent: number;
  readonly seed: number;
  readonly mixed?: Partial<MixedOptions>;
}

/** Writes of all kinds on few fields, so that they meet. */
export function layMixed({ mixed: dials = {}, ...shape }: Shape): Promise<Script> {
  const knobs = { ...DEFAULT_MIXED, fields_per_kind: 2, ...dials };
  return mixed.lay({ ...shape, mixed: knobs, log_file: null, git: null });
}
