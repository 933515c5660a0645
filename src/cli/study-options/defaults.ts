// What an option is where nobody said: of `run`, a first look in seconds; of `study`, curves that can be
// trusted in a minute or two.

import { PLAIN_TERMS } from '../../coordinator/exchange/terms.js';
import { DEFAULT_TIMEOUT_S, NO_FAULTS } from '../../coordinator/study.js';
import { DEFAULT_MODEL_LATENCY_MS } from '../../strategies/model.js';
import { DEFAULT_GIT } from '../../workloads/git/options.js';
import { DEFAULT_MIXED } from '../../workloads/mixed.js';
import type { MixedOptions } from '../../workloads/workload.js';
import type { StudyOptions } from './schema.js';
import type { SessionOptions } from './session-schema.js';

/** Options that have no default: there is no log, no repository and no model of one's own unless it is named. */
type Named = 'log' | 'model' | 'repo' | 'git_commit';

/** Every option with a value. */
export type CompleteOptions = {
  readonly [K in Exclude<keyof StudyOptions, Named | 'rate' | 'mixed' | 'sessions'>]-?: NonNullable<
    StudyOptions[K]
  >;
} & { readonly [K in Named]?: string | undefined } & {
  readonly rate?: number | undefined;
  readonly mixed: MixedOptions;
  /** Not there where no races for sessions are asked for. */
  readonly sessions?: SessionOptions | undefined;
};

/** The methods that are compared; others stand for one of them in another place, and are asked for by name. */
const COMPARED: readonly string[] = ['lww', 'transactional', 'crdt'];

export const RUN_DEFAULTS: CompleteOptions = {
  study: 'run',
  strategies: [...COMPARED],
  workloads: ['clean_merge', 'semantic_conflict'],
  topologies: ['mesh'],
  exchanges: ['batch'],
  faults: [NO_FAULTS],
  blob_scope: PLAIN_TERMS.blob_scope,
  fan_out: PLAIN_TERMS.fan_out,
  envelope: PLAIN_TERMS.envelope,
  max_heal_rounds: 'auto',
  staleness: PLAIN_TERMS.staleness_passes,
  arrivals: 'constant',
  git_days: DEFAULT_GIT.days,
  git_hot: DEFAULT_GIT.hot,
  git_causality: DEFAULT_GIT.causality,
  agents: [2],
  threads: ['auto'],
  writes_per_agent: 10,
  rounds: 1,
  mixed: DEFAULT_MIXED,
  model_latency_ms: DEFAULT_MODEL_LATENCY_MS,
  runs: 1,
  warmup: 0,
  seed: 1,
  isolate: 'none',
  timeout_s: DEFAULT_TIMEOUT_S,
  deadline_s: 1_800,
  thread_heap_mb: 'auto',
  blobs: 'discard',
  expect: {},
  thresholds: [],
};

export const STUDY_DEFAULTS: CompleteOptions = {
  ...RUN_DEFAULTS,
  study: 'default',
  workloads: ['clean_merge', 'semantic_conflict', 'mixed'],
  agents: [2, 4, 8, 16, 32, 64],
  model_latency_ms: 0,
  runs: 3,
  warmup: 1,
  isolate: 'process',
};
