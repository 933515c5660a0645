// What a study's numbers may be, wherever they come from: a flag, a study file, or a manifest.

import { MAX_THREADS } from '../study.js';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

const COUNT = { min: 1, max: 1_000_000 } as const;
/** A timer of Node's waits 2^31 - 1 ms at the most. */
const SECONDS = { min: 1, max: 2_000_000 } as const;

export const BOUNDS = {
  agents: COUNT,
  /** 0 threads is a simulation. */
  threads: { min: 0, max: MAX_THREADS },
  writes_per_agent: COUNT,
  rounds: COUNT,
  runs: COUNT,
  warmup: { min: 0, max: 1_000_000 },
  seed: { min: -(2 ** 31), max: 2 ** 31 - 1 },
  model_latency_ms: { min: 0, max: 3_600_000 },
  kind_weight: { min: 0, max: 1_000_000 },
  fields_per_kind: COUNT,
  field_skew: { min: 0, max: 10 },
  element_overlap: { min: 0, max: 1 },
  value_chars: { min: 16, max: 1_000_000 },
  conflict_share: { min: 0, max: 1 },
  hot_fields: COUNT,
  mergeable_ratio: { min: 0, max: 1 },
  git_days: { min: 1, max: 36_500 },
  git_hot: { min: 0, max: 10_000 },
  fan_out: { min: 1, max: 10_000 },
  max_heal_rounds: { min: 0, max: 1_000_000 },
  staleness_rounds: { min: 0, max: 10_000 },
  rate_per_second: { min: 0.001, max: 10_000_000 },
  sessions: { min: 1, max: 10_000 },
  session_turns: { min: 1, max: 100_000 },
  session_ttl_ms: { min: 1, max: 3_600_000 },
  timeout_s: SECONDS,
  deadline_s: SECONDS,
  thread_heap_mb: { min: 16, max: 1_000_000 },
} as const satisfies Readonly<Record<string, Bounds>>;

/** The most entries of one list of factors. */
export const MAX_LIST_LENGTH = 1_000;

/** The most cells of a study: beyond, its tables and figures would serve nobody. */
export const MAX_CELLS = 100_000;

/** Decimals of a number that is not whole: it is printed as it is typed, and never as 1e-7. */
const MAX_DECIMALS = 6;

export function hasFewDecimals(value: number): boolean {
  return Number(value.toFixed(MAX_DECIMALS)) === value;
}

/** A study's name is that of a folder, on every file system. */
export const STUDY_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
