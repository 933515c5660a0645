// A study: the complete, frozen description of what to execute, and the cells it unfolds into.

import type { MixedOptions } from '../workloads/workload.js';
import type { ModuleReference } from '../strategies/load.js';
import type { Exchange, ModelReference } from '../workers/protocol.js';
import { findWorkload } from '../workloads/registry.js';

/** Far beyond any use; every thread costs memory and a share of the cores. */
export const MAX_THREADS = 1_024;

/** How long a single step of a repetition may take where nothing else is said. */
export const DEFAULT_TIMEOUT_S = 600;

export type ThreadsOption =
  | { readonly type: 'auto' }
  | { readonly type: 'count'; readonly count: number }
  /** One thread per agent. */
  | { readonly type: 'per_agent' }
  /** No threads: all shards in this one, one after the other. */
  | { readonly type: 'inline' };

/** What every cell of a study has in common. */
export interface StudySettings {
  readonly study: string;
  readonly threads: ThreadsOption;
  readonly writes_per_agent: number;
  readonly rounds: number;
  readonly topology: string;
  readonly exchange: Exchange;
  /** Recorded repetitions per cell. */
  readonly runs: number;
  /** Repetitions before them that are executed and not recorded. */
  readonly warmup: number;
  readonly seed: number;
  readonly model: ModelReference;
  readonly mixed: MixedOptions;
  readonly log_file: string | null;
  /** The longest a repetition's single step may take. */
  readonly timeout_ms: number;
  /** Limit of each thread's heap; null: its share of the memory available. */
  readonly heap_limit_mb: number | null;
  /** Whether a repetition that may not fit in memory is refused or tried. */
  readonly memory_check: 'refuse' | 'skip';
}

export interface Study extends StudySettings {
  readonly strategies: readonly ModuleReference[];
  readonly workloads: readonly string[];
  readonly agents: readonly number[];
}

/** One point of the grid. */
export interface Cell {
  readonly strategy: ModuleReference;
  readonly workload: string;
  /** Null where the workload's input decides. */
  readonly agents: number | null;
}

/** The cells in the order they are executed: one workload and size after the other, strategies side by side. */
export function cellsOf({ workloads, agents, strategies }: Study): readonly Cell[] {
  return workloads.flatMap((workload) => {
    const sizes = findWorkload(workload)?.agents === 'given' ? [null] : agents;
    return sizes.flatMap((size) =>
      strategies.map((strategy): Cell => ({ strategy, workload, agents: size })),
    );
  });
}

/** What people call a strategy before it is loaded. */
export function referenceName(reference: ModuleReference): string {
  return reference.type === 'built_in' ? reference.name : reference.url;
}
