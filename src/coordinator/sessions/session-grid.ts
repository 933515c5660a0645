// The part of a study that races for sessions: what is asked for, and the cells it unfolds into beside those
// of merging.

import { availableParallelism } from 'node:os';
import type { SessionStoreName } from '../../sessions/race/race-terms.js';
import type { SessionCell, ThreadsOption } from '../cell.js';
import { threadsText } from '../cell.js';

/** What all races of a study have in common, and the stores they are held on. */
export interface SessionGrid {
  readonly stores: readonly SessionStoreName[];
  readonly sessions: number;
  /** How often each agent comes for a turn. */
  readonly turns_per_agent: number;
  /** Time to live of a lease. */
  readonly ttl_ms: number;
}

interface RacingStudy {
  readonly agents: readonly number[];
  readonly threads: readonly ThreadsOption[];
  readonly sessions?: SessionGrid;
}

/** The cells that differ in nothing but the store: what is compared with each other. */
export function sessionBlocksOf(study: RacingStudy): readonly (readonly SessionCell[])[] {
  const { sessions, agents, threads } = study;
  if (sessions === undefined) return [];
  return agents.flatMap((size) => {
    const seen = new Set<string>();
    return threads.flatMap((option) => {
      const cells = sessions.stores
        .map((store): SessionCell => ({ store, agents: size, threads: threadsOf(store, option) }))
        .filter((cell) => isNews(cell, seen));
      return cells.length === 0 ? [] : [cells];
    });
  });
}

/** Several options come to the same where a store lives in one thread. */
function isNews({ store, threads }: SessionCell, seen: Set<string>): boolean {
  const key = `${store} ${threadsText(threads)}`;
  const known = seen.has(key);
  seen.add(key);
  return !known;
}

const ONE_THREAD: ThreadsOption = { type: 'count', count: 1 };

/** The memory store lives in one thread, whatever was asked for; a race has no shards to go through inline. */
function threadsOf(store: SessionStoreName, option: ThreadsOption): ThreadsOption {
  if (option.type === 'simulated') return option;
  return store === 'memory' || option.type === 'inline' ? ONE_THREAD : option;
}

/** How many threads race: never more than agents; 0 is a simulation. */
export function raceThreadsOf({ agents, threads }: SessionCell): number {
  switch (threads.type) {
    case 'simulated':
      return 0;
    case 'inline':
      return 1;
    case 'per_agent':
      return agents;
    case 'count':
      return Math.min(threads.count, agents);
    case 'auto':
      return Math.min(availableParallelism(), agents);
  }
}
