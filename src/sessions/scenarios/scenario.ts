// A scenario as it is written: `scenario(name).session(id).owner(id).phase(…)…run(harness)`. Every step gives a new
// scenario and leaves the one before as it was. The order of the phases is checked before anything runs.

import { messageOf } from '../../model/problem.js';
import type { ScenarioHarness } from './harness.js';
import { expectShown } from './observe.js';
import { orderProblems, tellProblem } from './order.js';
import type { OrderProblem } from './order.js';
import type { Phase } from './phase.js';
import { playPhase } from './phases/registry.js';
import { Stage } from './stage.js';
import { ScenarioFailure, Unmet } from './unmet.js';

export interface NamedScenario {
  session(session_id: string): OwnerlessScenario;
}

export interface OwnerlessScenario {
  owner(owner_id: string): Scenario;
}

export interface Scenario {
  readonly name: string;
  readonly session_id: string;
  readonly owner_id: string;
  readonly phases: readonly Phase[];
  /** The scenario with one phase more. */
  phase(phase: Phase): Scenario;
  /**
   * On a store in which the session is new.
   * @throws ScenarioOrderError before anything runs; ScenarioFailure where the store does otherwise than expected.
   */
  run(harness: ScenarioHarness): Promise<void>;
}

/** Phases stand in an order that makes no sense: a defect of the scenario, not of a store. */
export class ScenarioOrderError extends Error {
  readonly scenario: string;
  readonly problems: readonly OrderProblem[];

  constructor({ name, phases }: Scenario, problems: readonly OrderProblem[]) {
    super(problems.map((problem) => tellProblem(name, phases, problem)).join('; '));
    this.name = 'ScenarioOrderError';
    this.scenario = name;
    this.problems = problems;
  }
}

export function scenario(name: string): NamedScenario {
  return {
    session: (session_id) => ({
      owner: (owner_id) => scenarioOf({ name, session_id, owner_id, phases: [] }),
    }),
  };
}

type Parts = Pick<Scenario, 'name' | 'session_id' | 'owner_id' | 'phases'>;

function scenarioOf(parts: Parts): Scenario {
  const self: Scenario = {
    ...parts,
    phase: (phase) => scenarioOf({ ...parts, phases: [...parts.phases, phase] }),
    run: (harness) => runScenario(self, harness),
  };
  return Object.freeze(self);
}

async function runScenario(scenario: Scenario, harness: ScenarioHarness): Promise<void> {
  const { name, session_id, owner_id, phases } = scenario;
  const problems = orderProblems(phases);
  if (problems.length > 0) throw new ScenarioOrderError(scenario, problems);
  const stage = new Stage(harness, session_id, owner_id);
  for (const [index, phase] of phases.entries()) {
    try {
      await playPhase(stage, phase);
      await expectShown(stage, phase.expected ?? {});
    } catch (thrown) {
      throw new ScenarioFailure(name, { index, type: phase.type }, unmetBy(thrown));
    }
  }
}

/** A store that throws has failed the phase, too. */
function unmetBy(thrown: unknown): Unmet {
  if (thrown instanceof Unmet) return thrown;
  return new Unmet('an answer of the store', `a thrown error: ${messageOf(thrown)}`);
}
