// One point of the grid of a study: what is executed in it, and what it is called. Merging and races for
// sessions stand side by side; all that is the same for both goes by their names.

import type { SessionStoreName } from '../sessions/race/race-terms.js';
import type { ModuleReference } from '../strategies/load.js';
import type { Exchange } from '../workers/protocol.js';

export type ThreadsOption =
  | { readonly type: 'auto' }
  | { readonly type: 'count'; readonly count: number }
  /** One thread per agent. */
  | { readonly type: 'per_agent' }
  /** No threads: all shards in this one, one after the other. */
  | { readonly type: 'inline' }
  /** No threads and no clock: who does what next comes from the seed, and no time is measured. */
  | { readonly type: 'simulated' };

/** The mix that strikes nothing. */
export const NO_FAULTS = 'none';

/** One point of the grid of merging. */
export interface Cell {
  readonly strategy: ModuleReference;
  readonly workload: string;
  readonly topology: string;
  readonly exchange: Exchange;
  /** Null where the workload's input decides. */
  readonly agents: number | null;
  readonly threads: ThreadsOption;
  /** A mix of faults as it is spelled, or `none`. */
  readonly faults: string;
}

/** One point of the grid of races for sessions. */
export interface SessionCell {
  readonly store: SessionStoreName;
  readonly agents: number;
  readonly threads: ThreadsOption;
}

export type AnyCell = Cell | SessionCell;

export function isSessionCell(cell: AnyCell): cell is SessionCell {
  return 'store' in cell;
}

/** What stands in the column `workload` of a race for sessions; no workload of merging is called so. */
export const SESSIONS_WORKLOAD = 'sessions';

/** What stands where a race for sessions has nothing: it exchanges no blobs. */
const NOTHING = 'none';

/** What stands in the column `strategy`. */
export function sessionStrategyName(store: SessionStoreName): string {
  return `sessions_${store}`;
}

/** What a cell is called by, whatever is executed in it: by what was asked for, not by what it came to. */
export interface CellNames extends Omit<Cell, 'strategy' | 'exchange'> {
  readonly strategy: string;
  readonly exchange: string;
}

export function namesOf(cell: AnyCell): CellNames {
  if (!isSessionCell(cell)) return { ...cell, strategy: referenceName(cell.strategy) };
  const { store, agents, threads } = cell;
  return {
    workload: SESSIONS_WORKLOAD,
    strategy: sessionStrategyName(store),
    ...{ topology: NOTHING, exchange: NOTHING, agents, threads, faults: NO_FAULTS },
  };
}

/** Names one point of the grid, readable and unique within a study. */
export function cellIdOf(cell: AnyCell): string {
  const { workload, strategy, topology, exchange, agents, threads, faults } = namesOf(cell);
  const size = agents === null ? [] : [`a${agents}`];
  const parts = [workload, strategy, topology, exchange, ...size];
  const faulted = faults === NO_FAULTS ? [] : [faults];
  return [...parts, `t${threadsText(threads)}`, ...faulted].join('/');
}

/** As it is typed. */
export function threadsText(option: ThreadsOption): string {
  switch (option.type) {
    case 'auto':
      return 'auto';
    case 'count':
      return String(option.count);
    case 'per_agent':
      return 'agents';
    case 'inline':
      return 'inline';
    case 'simulated':
      return '0';
  }
}

/** What people call a strategy before it is loaded. */
export function referenceName(reference: ModuleReference): string {
  return reference.type === 'built_in' ? reference.name : reference.url;
}
