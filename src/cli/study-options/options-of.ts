// From a resolved study back to options, so that flags can be given on top of what a results folder holds.

import { fileURLToPath } from 'node:url';
import type { StudyConfiguration, ThreadsOption } from '../../coordinator/study.js';
import { RUN_DEFAULTS } from './defaults.js';
import type { CompleteOptions } from './defaults.js';

const MS_PER_S = 1_000;

/** The options that {@link configurationOf} turns into this study, whatever `memory_check` says. */
export function optionsOf(study: StudyConfiguration): CompleteOptions {
  const { model } = study;
  return {
    study: study.study,
    strategies: study.strategies.map((reference) =>
      reference.type === 'built_in' ? reference.name : fileURLToPath(reference.url),
    ),
    workloads: [...study.workloads],
    topologies: [...study.topologies],
    exchanges: [...study.exchanges],
    faults: [...study.faults],
    ...termOptions(study.terms),
    repo: study.git?.repo,
    git_days: study.git?.days ?? RUN_DEFAULTS.git_days,
    git_hot: study.git?.hot ?? RUN_DEFAULTS.git_hot,
    git_causality: study.git?.causality ?? RUN_DEFAULTS.git_causality,
    git_commit: study.git?.commit,
    agents: [...study.agents],
    threads: study.threads.map(threadsOf),
    writes_per_agent: study.writes_per_agent,
    rounds: study.rounds,
    mixed: study.mixed,
    sessions: sessionOptions(study.sessions),
    log: study.log_file ?? undefined,
    model: model.type === 'plugin' ? fileURLToPath(model.url) : undefined,
    model_latency_ms: model.type === 'stub' ? model.latency_ms : RUN_DEFAULTS.model_latency_ms,
    runs: study.runs,
    warmup: study.warmup,
    seed: study.seed,
    isolate: study.isolate,
    timeout_s: study.timeout_ms / MS_PER_S,
    deadline_s: study.deadline_ms / MS_PER_S,
    thread_heap_mb: study.heap_limit_mb ?? 'auto',
    blobs: study.blobs,
    expect: { ...study.expect },
    thresholds: [...study.thresholds],
  };
}

function termOptions(terms: StudyConfiguration['terms']) {
  const { blob_scope, fan_out, envelope, max_heal_passes, staleness_passes, load } = terms;
  const open = load.type === 'open' ? load : null;
  return {
    blob_scope,
    fan_out,
    envelope,
    max_heal_rounds: max_heal_passes ?? ('auto' as const),
    staleness: staleness_passes,
    rate: open?.writes_per_second,
    arrivals: open?.arrivals ?? RUN_DEFAULTS.arrivals,
  };
}

function sessionOptions(grid: StudyConfiguration['sessions']): CompleteOptions['sessions'] {
  if (grid === undefined) return undefined;
  const { stores, sessions, turns_per_agent: turns, ttl_ms } = grid;
  return { stores, sessions, turns, ttl_ms };
}

const WORD_OF_THREADS = {
  auto: 'auto',
  per_agent: 'agents',
  inline: 'inline',
  simulated: 0,
} as const;

function threadsOf(option: ThreadsOption): CompleteOptions['threads'][number] {
  return option.type === 'count' ? option.count : WORD_OF_THREADS[option.type];
}
