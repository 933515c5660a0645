// A study: the complete, frozen description of what to execute, and the cells it unfolds into.

import type { GitSource, MixedOptions } from '../workloads/workload.js';
import type { ModuleReference } from '../strategies/load.js';
import type { Exchange, ModelReference } from '../workers/protocol.js';
import type { ExchangeTerms } from './exchange/terms.js';
import { findWorkload } from '../workloads/registry.js';
import type { Cell, ThreadsOption } from './cell.js';
import type { SessionGrid } from './sessions/session-grid.js';

export { cellIdOf, NO_FAULTS, referenceName, threadsText } from './cell.js';
export type { Cell, ThreadsOption } from './cell.js';

/** Far beyond any use; every thread costs memory and a share of the cores. */
export const MAX_THREADS = 1_024;

/** How long a single step of a repetition may take where nothing else is said. */
export const DEFAULT_TIMEOUT_S = 600;

/** `process`: every repetition in a child process of its own; `none`: all in this one. */
export type Isolation = 'process' | 'none';

/** What every cell of a study has in common. */
export interface StudySettings {
  readonly study: string;
  readonly writes_per_agent: number;
  readonly rounds: number;
  /** Recorded repetitions per cell. */
  readonly runs: number;
  /** Repetitions before them that are executed and not recorded. */
  readonly warmup: number;
  readonly seed: number;
  readonly model: ModelReference;
  readonly mixed: MixedOptions;
  readonly log_file: string | null;
  /** What the workload `git` reads; null where it is not asked for. */
  readonly git: GitSource | null;
  readonly terms: ExchangeTerms;
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
  readonly topologies: readonly string[];
  readonly exchanges: readonly Exchange[];
  readonly agents: readonly number[];
  readonly threads: readonly ThreadsOption[];
  /** Mixes of faults as they are spelled; `none` comes first, so that every faulted cell has its twin. */
  readonly faults: readonly string[];
  /** Races for sessions beside the cells of merging, or in their place; not there where none was asked for. */
  readonly sessions?: SessionGrid;
  /** By strategy name: what differs from what the strategy declares of itself; not there where nothing was said. */
  readonly expect?: Readonly<Record<string, 'pass' | 'fail'>>;
}

/** A study with all that decides how it is executed and judged: what a manifest holds, and a resumed study must equal. */
export interface StudyConfiguration extends Study {
  readonly isolate: Isolation;
  /** The longest a repetition may take with its warm-up repetitions, before its process is killed. */
  readonly deadline_ms: number;
  /** Whether every replica's full state is kept as bytes, so that it can be read again. */
  readonly blobs: 'keep' | 'discard';
  readonly expect: Readonly<Record<string, 'pass' | 'fail'>>;
  /** As typed. */
  readonly thresholds: readonly string[];
}

/** The cells of merging in the order in which they are shown: all strategies side by side, then the next point. */
export function cellsOf(study: Study): readonly Cell[] {
  return blocksOf(study).flat();
}

/** The cells of merging that differ in nothing but the strategy: what is compared with each other. */
export function blocksOf(study: Study): readonly (readonly Cell[])[] {
  const points = study.workloads.flatMap((workload) =>
    sizesOf(study, workload).flatMap((agents) =>
      study.topologies.flatMap((topology) =>
        study.exchanges.flatMap((exchange) =>
          study.threads.flatMap((threads) =>
            study.faults.map((faults) => {
              return { workload, agents, topology, exchange, threads, faults };
            }),
          ),
        ),
      ),
    ),
  );
  return points.map((point) => study.strategies.map((strategy): Cell => ({ strategy, ...point })));
}

function sizesOf({ agents }: Study, workload: string): readonly (number | null)[] {
  return findWorkload(workload)?.agents === 'given' ? [null] : agents;
}
