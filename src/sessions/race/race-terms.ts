// A race for sessions: what is asked for, and what is measured.

import type { PortableHistogram } from '../../model/latency.js';
import type { Verdict } from '../../model/verdict.js';
import type { RaceHistory } from '../history.js';
import type { PropertyFinding } from '../judge/property.js';

/** `memory` lives in one thread; `sqlite` is one file for all threads, a connection each. */
export const SESSION_STORES = ['memory', 'sqlite'] as const;
export type SessionStoreName = (typeof SESSION_STORES)[number];

/** One line each, for lists. */
export const SESSION_STORE_SUMMARIES: Readonly<Record<SessionStoreName, string>> = {
  memory: 'in memory, for one thread',
  sqlite: 'one SQLite file for the threads and processes of a machine, a connection each',
};

export interface SessionRaceOptions {
  readonly store: SessionStoreName;
  readonly agents: number;
  readonly sessions: number;
  /** 0: one thread, and who does what next comes from the seed (a simulation; no time is measured). */
  readonly threads: number;
  /** How often each agent comes for a turn. */
  readonly turns_per_agent: number;
  readonly seed: number;
  readonly ttl_ms: number;
  readonly timeout_ms: number;
  /** Where the database goes; null: a folder of the system's for temporary files, removed afterwards. */
  readonly directory: string | null;
  /** Share of the store's yield points, from 0 to 1, at which a thread pauses; {@link DEFAULT_YIELD_SHARE} if absent. */
  readonly yield_share?: number;
}

/** Rare enough to leave all but the slowest latencies alone, and often enough to meet in a window. */
export const DEFAULT_YIELD_SHARE = 1 / 64;

/** What is timed: an answer of the store, from the call to its return. */
export const SESSION_PHASES = ['claim', 'commit', 'ingress', 'reclaim'] as const;
export type SessionPhase = (typeof SESSION_PHASES)[number];

export interface SessionRaceCounts {
  readonly operations: number;
  readonly leases_acquired: number;
  readonly turns_committed: number;
  readonly commands_completed: number;
  readonly work_completed: number;
  readonly inputs_completed: number;
  /** Claims and reclaims that were answered `busy`. */
  readonly contended_attempts: number;
  /** By code of the error. */
  readonly rejections: Readonly<Record<string, number>>;
  readonly leases_abandoned: number;
  readonly leases_reclaimed: number;
}

export interface SessionRaceResult {
  readonly options: SessionRaceOptions;
  readonly status: 'ok' | 'crashed' | 'timeout';
  /** What went wrong where `status` is not `ok`; empty otherwise. */
  readonly failure: string;
  readonly verdict: Verdict;
  readonly findings: readonly PropertyFinding[];
  readonly counts: SessionRaceCounts;
  /** Null where nothing was timed: a simulation, or a phase that never happened. */
  readonly latencies: Readonly<Record<SessionPhase, PortableHistogram | null>>;
  /** From the start line to the last agent's last turn; null in a simulation. */
  readonly race_ns: number | null;
  readonly turns_per_second: number | null;
  /** Share of the race in which at least two threads were at work; null where there are not two. */
  readonly overlap_ratio: number | null;
  readonly peak_rss_bytes: number | null;
  readonly history: RaceHistory;
}
