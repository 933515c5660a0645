// The command line that executes one repetition again: every flag that could change its result, and no
// other. Values are quoted for a POSIX shell.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shellQuote } from '../model/shell.js';
import type { ModuleReference } from '../strategies/load.js';
import type { StrategyProfile } from '../strategies/strategy.js';
import { DEFAULT_GIT } from '../workloads/git/options.js';
import type { GitSource } from '../workloads/workload.js';
import type { ExecutedRepetition } from './executed-repetition.js';
import type { Cell, Study, ThreadsOption } from './study.js';
import { DEFAULT_TIMEOUT_S, NO_FAULTS } from './study.js';
import { termFlags } from './exchange/term-flags.js';
import { mixedFlags } from './mixed-flags.js';
import { findTopology } from './topologies/registry.js';

/** What of an execution decides how it went. */
export interface Reproducible extends Pick<
  ExecutedRepetition,
  'study' | 'cell' | 'seed' | 'threads'
> {
  readonly strategy: Pick<StrategyProfile, 'name'>;
}

/** From wherever it is typed: paths in it are absolute. */
export function reproduceCommand(executed: Reproducible): string {
  const { study, cell, seed, threads, strategy } = executed;
  const flags: readonly (readonly [string, string])[] = [
    ['strategy', strategyText(cell.strategy)],
    ['workload', cell.workload],
    ...(cell.agents === null ? [] : [['agents', String(cell.agents)] as const]),
    ['threads', threadsOf(cell.threads, threads)],
    ...sizeFlags(study, cell),
    ['topology', cell.topology],
    ['exchange', cell.exchange],
    ...(cell.faults === NO_FAULTS ? [] : [['faults', cell.faults] as const]),
    ...termFlags(study.terms, findTopology(cell.topology)),
    modelFlag(study),
    ['seed', String(seed)],
    ...expectFlags(study, strategy),
    ...limitFlags(study),
  ];
  const force = study.memory_check === 'skip' ? ['--force'] : [];
  const texts = flags.map(([flag, value]) => `--${flag}${separator(value)}${shellQuote(value)}`);
  return ['mergestorm run', ...texts, ...force].join(' ');
}

/** What is expected of it decides whether its failure is one; a name with a comma cannot be typed. */
function expectFlags({ expect }: Study, { name }: Pick<StrategyProfile, 'name'>) {
  const expectation = Object.hasOwn(expect ?? {}, name) ? expect?.[name] : undefined;
  if (expectation === undefined || /[,=]/.test(name)) return [];
  return [['expect', `${name}=${expectation}`] as const];
}

/** What may end a repetition before it has a result. */
function limitFlags({ timeout_ms, heap_limit_mb }: Study): readonly (readonly [string, string])[] {
  const timeout_s = Math.ceil(timeout_ms / 1_000);
  return [
    ...(timeout_s === DEFAULT_TIMEOUT_S ? [] : [['timeout', String(timeout_s)] as const]),
    ...(heap_limit_mb === null ? [] : [['thread-heap', String(heap_limit_mb)] as const]),
  ];
}

/** A path that begins with a dash would be taken for a flag. */
function separator(value: string): string {
  return value.startsWith('-') ? '=' : ' ';
}

function sizeFlags(study: Study, { workload }: Cell) {
  const { rounds, writes_per_agent, mixed, log_file, git } = study;
  if (log_file !== null && workload === 'log') return [['log', resolve(log_file)] as const];
  if (git !== null && workload === 'git') return gitFlags(git);
  const rest = [['rounds', String(rounds)] as const];
  if (workload !== 'mixed') return rest;
  return [['writes', String(writes_per_agent)] as const, ...rest, ...mixedFlags(mixed)];
}

function gitFlags({ repo, days, hot, commit, causality = DEFAULT_GIT.causality }: GitSource) {
  return [
    ['repo', repo] as const,
    ['days', String(days)] as const,
    ['hot', String(hot)] as const,
    ['causality', causality] as const,
    ...(commit === undefined ? [] : [['commit', commit] as const]),
  ];
}

function modelFlag({ model }: Study): readonly [string, string] {
  return model.type === 'stub'
    ? ['model-latency', String(model.latency_ms)]
    : ['model', fileURLToPath(model.url)];
}

function strategyText(reference: ModuleReference): string {
  return reference.type === 'built_in' ? reference.name : fileURLToPath(reference.url);
}

function threadsOf(option: ThreadsOption, threads: number): string {
  if (option.type === 'inline') return 'inline';
  return option.type === 'simulated' ? '0' : String(threads);
}
