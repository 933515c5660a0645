// One repetition of any strategy in this thread, as a study would execute it, under drawn conditions.

import fc from 'fast-check';
import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import type { RepetitionPlan, RepetitionResult } from '../../../src/coordinator/repetition-plan.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
import { TOPOLOGY_NAMES } from '../../../src/coordinator/topologies/registry.js';
import type { Strategy } from '../../../src/strategies/strategy.js';
import type { FinalState } from '../../../src/verdict/evidence.js';
import type { Conditions, Shape } from '../../support/plan.js';
import { buildPlan, layMixed, under } from '../../support/plan.js';

export interface Case extends Conditions {
  readonly seed: number;
  readonly shape?: Partial<Shape>;
  readonly exchange?: RepetitionPlan['exchange'];
}

export interface Executed {
  readonly plan: RepetitionPlan;
  readonly result: RepetitionResult;
}

const SHAPE = { agents: 5, rounds: 3, writes_per_agent: 3 };

export type PlanChanges = Partial<RepetitionPlan>;

/** Where agents race, their time is simulated, so that a case is one history and no other. */
export async function planOf(
  strategy: Strategy,
  one: Case,
  changes: PlanChanges = {},
): Promise<RepetitionPlan> {
  const { seed, shape = {}, exchange = 'batch' } = one;
  const script = await layMixed({ ...SHAPE, ...shape, seed });
  return buildPlan(script, strategy.name, {
    ...under(one),
    attributes: strategy.capabilities.attributes,
    clock: exchange === 'racing' ? 'virtual' : 'real',
    exchange,
    seed,
    ...changes,
  });
}

/** @throws ShardError where a replica throws. */
export async function execute(
  strategy: Strategy,
  one: Case,
  changes: PlanChanges = {},
): Promise<Executed> {
  const plan = await planOf(strategy, one, changes);
  const host = createInlineHost(2, () => Promise.resolve(strategy));
  return { plan, result: await runRepetition(host, plan) };
}

/** The content digest of each agent, in order of agents. */
export function contentsOf(finals: readonly FinalState[]): readonly string[] {
  return finals
    .flatMap(({ digests, agent_indexes }) =>
      agent_indexes.map((agent_index) => ({ agent_index, content: digests.content })),
    )
    .sort((left, right) => left.agent_index - right.agent_index)
    .map(({ content }) => content);
}

/** Nothing that arrives is sound, whole, once, in time and in order under one of these. */
export const LOSSES = [
  'drop=40%',
  'drop=60%:burst=3',
  'delay=50%:passes=2',
  'clog=40%@0-2',
  'duplicate=50%:times=3',
  'reorder=60%',
  'partition=halves',
  'partition=isolated@0-2',
  'partition=ring@0-2',
  'partition=asymmetric',
  'crash=40%:before_export',
  'crash=40%:after_export',
  'corrupt=30%:bit_flip',
  'skew=3',
  'swarm',
] as const;

export const seeds = fc.integer({ min: 1, max: 1_000_000 });
export const topologies = fc.constantFrom(...TOPOLOGY_NAMES);
export const losses = fc.constantFrom<string>(...LOSSES);
export const lockStep = fc.constantFrom('batch' as const, 'pairwise' as const);
