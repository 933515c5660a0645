// One repetition of any strategy in this thread, as a study would execute it, under drawn conditions.

import { createInlineHost } from '../../../src/coordinator/inline-host.js';
import type { RepetitionPlan, RepetitionResult } from '../../../src/coordinator/repetition-plan.js';
import { runRepetition } from '../../../src/coordinator/repetition.js';
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
