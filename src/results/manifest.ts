// The manifest: what was asked, what it was asked of, and on what. Enough to execute a study again and to
// say why two of them differ. Times and measurements are passed in, so it is a pure function of them.

import type { HarnessCost } from '../metrics/calibrate.js';
import type { Environment } from '../metrics/environment.js';
import { SCHEMA_VERSION } from './record.js';

/** One stretch of executing a study: the first, or one that resumed it. */
export interface StudySession {
  /** As typed, without the interpreter and the script. */
  readonly argv: readonly string[];
  /** ISO 8601 in UTC. */
  readonly started_at: string;
  /** Null where it was killed. */
  readonly ended_at: string | null;
  readonly load_before: readonly number[] | null;
  readonly load_after: readonly number[] | null;
}

/** A file that a study was given (a write log, a plug-in), so that a changed one is noticed. */
export interface InputFile {
  readonly path: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

/** What a manifest is made of. Parts of type `object` are plain data, checked when it is written. */
export interface ManifestParts {
  readonly tool: { readonly version: string; readonly commit: string | null };
  /** As typed, without the interpreter and the script. */
  readonly argv: readonly string[];
  /** The resolved study: complete, with every default. */
  readonly study: object;
  readonly seed: number;
  readonly environment: object;
  /** What measuring costs, calibrated before the study. */
  readonly harness_cost: object;
  readonly started_at: Date;
  /** Null while the study is executing, and for ever where it was killed. */
  readonly ended_at: Date | null;
  /** Load averages of 1, 5 and 15 minutes; null where the system keeps none. */
  readonly load_before: readonly number[] | null;
  readonly load_after: readonly number[] | null;
  readonly inputs?: readonly InputFile[];
  /** What each strategy of the study declares of itself, by its own name. */
  readonly strategies?: readonly StrategyDeclaration[];
  readonly resumptions?: readonly StudySession[];
}

export interface StrategyDeclaration {
  readonly name: string;
  readonly version: string;
  readonly expectation: 'pass' | 'fail';
}

/** Plain data; times are ISO 8601 in UTC. */
export interface Manifest {
  readonly schema_version: typeof SCHEMA_VERSION;
  readonly tool_version: string;
  readonly tool_commit: string | null;
  readonly argv: readonly string[];
  readonly study: object;
  readonly seed: number;
  readonly environment: object;
  readonly harness_cost: object;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly load_before: readonly number[] | null;
  readonly load_after: readonly number[] | null;
  readonly inputs: readonly InputFile[];
  readonly strategies: readonly StrategyDeclaration[];
  /** Empty where the study was never resumed. */
  readonly resumptions: readonly StudySession[];
}

/** A strategy, or a model, as a study names it. */
export type StoredReference =
  | { readonly type: 'built_in'; readonly name: string }
  | { readonly type: 'plugin'; readonly url: string };

export type StoredThreads =
  | { readonly type: 'auto' | 'per_agent' | 'inline' | 'simulated' }
  | { readonly type: 'count'; readonly count: number };

/** What of a resolved study its readers rely on. It says more, as plain data. */
export interface StoredStudy {
  readonly study: string;
  readonly strategies: readonly StoredReference[];
  readonly workloads: readonly string[];
  readonly topologies: readonly string[];
  readonly exchanges: readonly string[];
  readonly agents: readonly number[];
  readonly threads: readonly StoredThreads[];
  readonly writes_per_agent: number;
  readonly rounds: number;
  /** Recorded repetitions per cell. */
  readonly runs: number;
  readonly warmup: number;
  readonly seed: number;
  readonly log_file: string | null;
  readonly timeout_ms: number;
  readonly heap_limit_mb: number | null;
  readonly memory_check: 'refuse' | 'skip';
  /** Gates, as typed. */
  readonly thresholds?: readonly string[] | undefined;
}

/** A manifest as it was read from a results folder, checked: see readManifest. */
export interface StoredManifest extends Manifest {
  readonly study: StoredStudy;
  readonly environment: Environment;
  readonly harness_cost: HarnessCost;
}

export function buildManifest({ tool, started_at, ended_at, ...parts }: ManifestParts): Manifest {
  return {
    schema_version: SCHEMA_VERSION,
    tool_version: tool.version,
    tool_commit: tool.commit,
    argv: parts.argv,
    study: parts.study,
    seed: parts.seed,
    environment: parts.environment,
    harness_cost: parts.harness_cost,
    started_at: started_at.toISOString(),
    ended_at: ended_at?.toISOString() ?? null,
    load_before: parts.load_before,
    load_after: parts.load_after,
    inputs: parts.inputs ?? [],
    strategies: parts.strategies ?? [],
    resumptions: parts.resumptions ?? [],
  };
}
