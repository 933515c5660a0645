// What a study is made of besides numbers: strategies, a model, a write log. All are loaded before the
// first cell, so that a plug-in or a log that cannot be used takes no results with it.

import { EXIT, UserError } from '../model/problem.js';
import type { Script } from '../model/script.js';
import type { StrategyDeclaration } from '../results/manifest.js';
import type { ModuleReference } from '../strategies/load.js';
import { loadModel, loadStrategy } from '../strategies/load.js';
import type { StrategyProfile } from '../strategies/strategy.js';
import { findWorkload } from '../workloads/registry.js';
import type { Workload, WorkloadOptions } from '../workloads/workload.js';
import type { ScriptSize } from './capacity.js';
import { sizeOf } from './capacity.js';
import type { Expectation, Expectations } from './exit.js';
import { sessionStrategyName } from './cell.js';
import { storeVersionOf } from './sessions/store-version.js';
import type { Cell, Study } from './study.js';
import { referenceName } from './study.js';

/** @throws UserError for a plug-in (exit 69) or a write log (exit 64 or 66) that cannot be used. */
export async function loadInputs(study: Study): Promise<Inputs> {
  const strategies = await loadStrategies(study);
  if (study.model.type === 'plugin') await loadModel(study.model.url);
  return readInputs(study, strategies);
}

/**
 * The inputs of a study whose plug-ins are known to load. Their code, and the engines behind it, is then
 * loaded by the threads that use it and nowhere else.
 * @throws UserError for a write log (exit 64 or 66) that cannot be used.
 */
export async function readInputs(study: Study, strategies: Profiles): Promise<Inputs> {
  const given = new Map<string, Script>();
  for (const name of study.workloads) {
    const workload = workloadOf(name);
    if (workload.agents === 'given') given.set(name, await workload.lay(optionsOf(study, 0, 0)));
  }
  return new Inputs(study, strategies, given);
}

type Profiles = ReadonlyMap<ModuleReference, StrategyProfile>;

export class Inputs {
  readonly #study: Study;
  readonly #strategies: Profiles;
  /** Scripts that are the same for every cell and seed, by workload. */
  readonly #given: ReadonlyMap<string, Script>;

  constructor(study: Study, strategies: Profiles, given: ReadonlyMap<string, Script>) {
    this.#study = study;
    this.#strategies = strategies;
    this.#given = given;
  }

  strategyOf({ strategy: reference }: Cell): StrategyProfile {
    const strategy = this.#strategies.get(reference);
    if (!strategy) throw new Error(`strategy ${referenceName(reference)} was not loaded`);
    return strategy;
  }

  /** What each strategy says of itself, in the order of the study. */
  declarations(): readonly StrategyDeclaration[] {
    const strategies = [...this.#strategies.values()].map(({ name, version, expectation }) => {
      return { name, version, expectation };
    });
    return [...strategies, ...storeDeclarations(this.#study)];
  }

  /** What to expect of each strategy by its own name: what it declares, unless overridden. */
  expectations(overrides: Readonly<Record<string, Expectation>>): Expectations {
    const declared = this.declarations().map(
      ({ name, expectation }) => [name, expectation] as const,
    );
    return new Map([...declared, ...Object.entries(overrides)]);
  }

  /** What the cell's script holds at the least, known without laying it. */
  leastSize({ workload: name, agents }: Cell): ScriptSize {
    const given = this.#given.get(name);
    if (given) return sizeOf(given);
    const { rounds } = this.#study;
    const options = optionsOf(this.#study, agents ?? 0, this.#study.seed);
    const writes_per_agent = workloadOf(name).leastWrites?.(options) ?? 1;
    const writes = options.agents * rounds * writes_per_agent;
    const size = { agents: options.agents, rounds, writes, fields: 1 };
    return { ...size, writes_per_agent: null, later_turns: options.agents * (rounds - 1) };
  }

  async layScript({ workload: name, agents }: Cell, seed: number): Promise<Script> {
    const options = optionsOf(this.#study, agents ?? 0, seed);
    return this.#given.get(name) ?? workloadOf(name).lay(options);
  }
}

/** Stores that are raced for stand beside strategies, under names of their own. */
function storeDeclarations({ sessions }: Study): readonly StrategyDeclaration[] {
  return (sessions?.stores ?? []).map((store) => {
    const [name, version] = [sessionStrategyName(store), storeVersionOf(store)];
    return { name, version, expectation: 'pass' };
  });
}

/** Strategies go by the name they give themselves, in tables as in `--expect`: it has to be their own. */
async function loadStrategies({ strategies: references, sessions }: Study): Promise<Profiles> {
  const strategies = new Map<ModuleReference, StrategyProfile>();
  const names = new Set<string>(sessions?.stores.map(sessionStrategyName));
  for (const reference of references) {
    const strategy = await loadStrategy(reference);
    if (names.has(strategy.name)) throw sameName(strategy.name, reference);
    names.add(strategy.name);
    strategies.set(reference, strategy);
  }
  return strategies;
}

function sameName(name: string, reference: ModuleReference): UserError {
  return new UserError(EXIT.plugin, {
    what: `two strategies are called ${JSON.stringify(name)}`,
    where: referenceName(reference),
    remedy: 'let the plug-in export another name',
  });
}

function workloadOf(name: string): Workload {
  const workload = findWorkload(name);
  if (!workload) throw new Error(`no workload ${name}`);
  return workload;
}

function optionsOf(
  { rounds, writes_per_agent, mixed, log_file, git }: Study,
  agents: number,
  seed: number,
): WorkloadOptions {
  return { agents, rounds, writes_per_agent, seed, mixed, log_file, git };
}
