// Several sources, the first of which wins, and the defaults behind them: one complete set of options. What
// only shows when options are seen together is refused here.

import { MAX_CELLS } from '../../coordinator/configuration/bounds.js';
import { crashesAgents } from '../../coordinator/faults/plan-of.js';
import { EXIT, UserError } from '../../model/problem.js';
import { nameRemedy } from '../../model/nearest.js';
import { sessionStrategyName } from '../../coordinator/cell.js';
import type { Choice, NameOf } from './choice.js';
import { overrides, refuse } from './choice.js';
import type { CompleteOptions } from './defaults.js';
import { refuseClashingDials } from './dials.js';
import type { StudyOptions } from './schema.js';
import { isModulePath } from './schema.js';
import { DEFAULT_SESSIONS } from './session-schema.js';
import { refuseWhatSharingExcludes } from './sharing.js';
import type { CheckedSource } from './source.js';
import { refuseUnused } from './unused.js';

/** @throws UserError (exit 64) where options that are right by themselves do not go together. */
export function chooseOptions(
  sources: readonly CheckedSource[],
  defaults: CompleteOptions,
): CompleteOptions {
  const given = sources.toReversed().reduce(withOptions, {});
  const { mixed, sessions, ...rest } = given;
  const options = {
    ...{ ...defaults, ...(isRaceAlone(given) ? NO_MERGING : {}), ...rest },
    mixed: { ...defaults.mixed, ...mixed },
    sessions: (sessions ?? defaults.sessions) && {
      ...(defaults.sessions ?? DEFAULT_SESSIONS),
      ...sessions,
    },
  };
  const choice = { sources, options };
  refuseCrashingRaces(choice);
  refuseWhatSharingExcludes(choice);
  refuseUnused(choice);
  refuseClashingDials(choice);
  return refuseHugeGrid({
    ...options,
    log: usedInput(choice, 'log'),
    repo: usedInput(choice, 'repo'),
    expect: usedExpectations(choice),
  });
}

/** Who asks for races and says nothing of merging wants races alone. */
function isRaceAlone({ sessions, strategies, workloads }: StudyOptions): boolean {
  return sessions !== undefined && strategies === undefined && workloads === undefined;
}

const NO_MERGING = { strategies: [], workloads: [] };

/** `mixed` and `sessions` are groups of options, and a model and its latency are two ways of saying one thing. */
function withOptions(below: StudyOptions, { options }: CheckedSource): StudyOptions {
  const merged = { ...below, ...options, mixed: { ...below.mixed, ...options.mixed } };
  if (below.sessions && options.sessions) {
    merged.sessions = { ...below.sessions, ...options.sessions };
  }
  // With a latency the model above is the stand-in, whatever module stands below.
  if (options.model === undefined && options.model_latency_ms !== undefined) delete merged.model;
  return merged;
}

/** Workloads that read something, the option that names it, and what it is. */
const READERS = {
  log: { workload: 'log', what: 'the write log' },
  repo: { workload: 'git', what: 'the repository' },
} as const;

/** Needed where its workload is in the study; what is said of it for another is nothing to this study. */
function usedInput(choice: Choice, option: keyof typeof READERS): string | undefined {
  const { workload, what } = READERS[option];
  const value = choice.options[option];
  const place = choice.options.workloads.indexOf(workload);
  if (place === -1) return undefined;
  if (value !== undefined) return value;
  const path = ['workloads', place];
  const remedy = (name: NameOf) => `name ${what} with ${name(option)}`;
  return refuse(choice, 'workloads', { path, remedy });
}

function refuseCrashingRaces(choice: Choice): void {
  const { exchanges, faults } = choice.options;
  if (!exchanges.includes('racing')) return;
  const place = faults.findIndex(crashesAgents);
  if (place === -1) return;
  const why =
    'a replica thrown away in the middle of a race would take along what it was just told';
  const remedy = (name: NameOf) =>
    `${why}: crash agents under ${name('exchanges')} batch or pairwise, or race without crash`;
  refuse(choice, 'faults', { path: ['faults', place], remedy });
}

/**
 * A name that is not in the study would change nothing, so it is refused; a plug-in is asked for its name
 * only when it is loaded, so where there is one any name may be its.
 */
function usedExpectations(choice: Choice): CompleteOptions['expect'] {
  const { expect, strategies } = choice.options;
  if (strategies.some(isModulePath)) return expect;
  const stores = (choice.options.sessions?.stores ?? []).map(sessionStrategyName);
  const known = [...strategies, ...stores];
  const isUsed = (name: string): boolean => known.includes(name);
  const stranger = Object.keys(expect).find((name) => !isUsed(name));
  if (stranger === undefined) return expect;
  if (overrides(choice, 'strategies', 'expect')) {
    return Object.fromEntries(Object.entries(expect).filter(([name]) => isUsed(name)));
  }
  const remedy = () => nameRemedy(stranger, known);
  return refuse(choice, 'expect', { path: ['expect', stranger], remedy });
}

function refuseHugeGrid(options: CompleteOptions): CompleteOptions {
  const { strategies, workloads, topologies, exchanges, agents, threads, faults } = options;
  const factors = [strategies, workloads, topologies, exchanges, agents, threads, faults];
  const merging = factors.reduce<number>((product, { length }) => product * length, 1);
  const racing = (options.sessions?.stores.length ?? 0) * agents.length * threads.length;
  const cells = merging + racing;
  if (cells <= MAX_CELLS) return options;
  throw new UserError(EXIT.usage, {
    what: 'study too large',
    where: `${cells} cells`,
    remedy: `give shorter lists: ${MAX_CELLS} cells are the most`,
  });
}
