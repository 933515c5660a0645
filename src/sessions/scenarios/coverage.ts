// Which scenario answers for which invariant, and on which stores it was held. Also what is wrong with a registry: a
// list that nobody checks is soon not the whole of it.

import type { Invariant } from './invariants.js';
import { INVARIANTS } from './invariants.js';
import { orderProblems, tellProblem } from './order.js';
import type { RegisteredScenario } from './registered.js';
import type { ScenarioRun } from './run-scenarios.js';

export interface Coverage {
  readonly invariant: Invariant;
  readonly scenarios: readonly string[];
  /** Where its scenarios ran; FAIL where one of them did not hold. */
  readonly stores: readonly Pick<ScenarioRun, 'store' | 'verdict'>[];
}

/** A row per invariant, in their order, also for one that nobody owns. */
export function coverageOf(
  registered: readonly RegisteredScenario[],
  runs: readonly ScenarioRun[],
): readonly Coverage[] {
  return INVARIANTS.map((invariant) => {
    const scenarios = registered
      .filter(({ owns }) => owns.includes(invariant))
      .map(({ scenario }) => scenario.name);
    const own = runs.filter(({ scenario }) => scenarios.includes(scenario));
    return { invariant, scenarios, stores: worstByStore(own) };
  });
}

/** What is wrong with a registry, one sentence each; nothing where names are unique and invariants owned once. */
export function registryProblems(registered: readonly RegisteredScenario[]): readonly string[] {
  const names = registered.map(({ scenario }) => scenario.name);
  const owned = registered.flatMap(({ owns }) => owns);
  return [
    ...repeated(names).map((name) => `scenario ${name} is registered more than once`),
    ...repeated(owned).map((invariant) => `invariant ${invariant} is owned more than once`),
    ...INVARIANTS.filter((invariant) => !owned.includes(invariant)).map(
      (invariant) => `invariant ${invariant} is owned by no scenario`,
    ),
    ...registered.flatMap(ownProblems),
  ];
}

/** Which registered scenarios did not run on which of the stores, one sentence each. */
export function missingRuns(
  registered: readonly RegisteredScenario[],
  stores: readonly string[],
  runs: readonly ScenarioRun[],
): readonly string[] {
  return registered.flatMap(({ scenario: { name } }) =>
    stores
      .filter((store) => !runs.some((run) => run.scenario === name && run.store === store))
      .map((store) => `scenario ${name} did not run on ${store}`),
  );
}

function ownProblems({ scenario, owns }: RegisteredScenario): readonly string[] {
  const { name, phases } = scenario;
  return [
    ...(name.trim() === '' ? ['a scenario has no name'] : []),
    ...(owns.length === 0 ? [`scenario ${name} owns no invariant`] : []),
    ...orderProblems(phases).map((problem) => tellProblem(name, phases, problem)),
  ];
}

function worstByStore(runs: readonly ScenarioRun[]): Coverage['stores'] {
  const stores = [...new Set(runs.map(({ store }) => store))];
  return stores.map((store) => {
    const failed = runs.some((run) => run.store === store && run.verdict === 'FAIL');
    return { store, verdict: failed ? 'FAIL' : 'PASS' };
  });
}

function repeated<T extends string>(list: readonly T[]): readonly T[] {
  return [...new Set(list.filter((entry, index) => list.indexOf(entry) !== index))];
}
