// From complete options to what the coordinator executes.

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deepFreeze } from '../../model/freeze.js';
import { NO_FAULTS } from '../../coordinator/study.js';
import type { Study, StudyConfiguration, ThreadsOption } from '../../coordinator/study.js';
import type { ExchangeTerms } from '../../coordinator/exchange/terms.js';
import type { GitSource } from '../../workloads/workload.js';
import type { ModuleReference } from '../../strategies/load.js';
import type { CompleteOptions } from './defaults.js';
import { isModulePath } from './schema.js';

const MS_PER_S = 1_000;

/** The study alone, for a command that executes it in its own process. */
export function studyOf(options: CompleteOptions, memory_check: Study['memory_check']): Study {
  return deepFreeze<Study>({
    study: options.study,
    strategies: options.strategies.map(strategyReference),
    workloads: options.workloads,
    agents: options.agents,
    threads: options.threads.map(threadsOption),
    writes_per_agent: options.writes_per_agent,
    rounds: options.rounds,
    topologies: options.topologies,
    exchanges: options.exchanges,
    runs: options.runs,
    warmup: options.warmup,
    seed: options.seed,
    model: modelReference(options),
    mixed: options.mixed,
    log_file: options.log ?? null,
    git: gitSource(options),
    faults: withTwin(options.faults),
    ...sessionGrid(options),
    terms: termsOf(options),
    timeout_ms: options.timeout_s * MS_PER_S,
    heap_limit_mb: options.thread_heap_mb === 'auto' ? null : options.thread_heap_mb,
    memory_check,
  });
}

/** The study with how it is isolated and judged. */
export function configurationOf(
  options: CompleteOptions,
  memory_check: Study['memory_check'],
): StudyConfiguration {
  return deepFreeze<StudyConfiguration>({
    ...studyOf(options, memory_check),
    isolate: options.isolate,
    deadline_ms: options.deadline_s * MS_PER_S,
    blobs: options.blobs,
    expect: options.expect,
    thresholds: options.thresholds,
  });
}

/** Every faulted cell is executed beside the same cell without faults. */
function withTwin(faults: readonly string[]): readonly string[] {
  return [NO_FAULTS, ...faults.filter((mix) => mix !== NO_FAULTS)];
}

function termsOf(options: CompleteOptions): ExchangeTerms {
  const { blob_scope, fan_out, envelope, max_heal_rounds, staleness, rate, arrivals } = options;
  return {
    blob_scope,
    fan_out,
    envelope,
    max_heal_passes: max_heal_rounds === 'auto' ? null : max_heal_rounds,
    staleness_passes: staleness,
    load:
      rate === undefined ? { type: 'closed' } : { type: 'open', writes_per_second: rate, arrivals },
  };
}

/** Not there where it was not asked for: such a study is what it was before there were races. */
function sessionGrid({ sessions: asked }: CompleteOptions): Pick<Study, 'sessions'> {
  if (asked === undefined) return {};
  const { stores, sessions, turns: turns_per_agent, ttl_ms } = asked;
  return { sessions: { stores, sessions, turns_per_agent, ttl_ms } };
}

function gitSource(options: CompleteOptions): GitSource | null {
  const { repo, git_days: days, git_hot: hot, git_causality: causality, git_commit } = options;
  if (repo === undefined) return null;
  const commit = git_commit === undefined ? {} : { commit: git_commit };
  return { repo: resolve(repo), days, hot, causality, ...commit };
}

function strategyReference(name: string): ModuleReference {
  return isModulePath(name) ? pluginReference(name) : { type: 'built_in', name };
}

function modelReference({ model, model_latency_ms }: CompleteOptions): Study['model'] {
  return model === undefined
    ? { type: 'stub', latency_ms: model_latency_ms }
    : pluginReference(model);
}

function pluginReference(path: string) {
  return { type: 'plugin', url: pathToFileURL(resolve(path)).href } as const;
}

const THREADS_OF_WORD = {
  auto: { type: 'auto' },
  agents: { type: 'per_agent' },
  inline: { type: 'inline' },
} as const;

function threadsOption(threads: CompleteOptions['threads'][number]): ThreadsOption {
  if (typeof threads !== 'number') return THREADS_OF_WORD[threads];
  return threads === 0 ? { type: 'simulated' } : { type: 'count', count: threads };
}
