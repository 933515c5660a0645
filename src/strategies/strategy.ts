// The one interface every merge strategy stands behind. A strategy knows no threads, clocks or files: it
// turns writes into state, state into blobs and blobs back into state, and says what it holds.

import type { ExportScope, StateBlob } from '../model/blob.js';
import type { Reading } from '../model/reading.js';
import type { Write } from '../model/write.js';
import type { Model } from './model.js';

/** One agent's copy of the shared state. Created empty; used by one thread; nothing works after dispose. */
export interface Replica {
  /** Applies one write of this replica's own agent. Writes arrive in increasing `op_id`. */
  apply(write: Write): void;
  /** The state as bytes. The caller may share them between threads, so they are never changed again. */
  export(scope: ExportScope): StateBlob;
  /**
   * What this replica holds, summed up as bytes that another replica of this strategy can be given (a
   * version vector, a state vector, a digest of registers). Changes nothing that can be read. Left out
   * together with `exportSince` where the strategy cannot; full states are then sent.
   */
  version?(): StateBlob;
  /**
   * What this replica holds and the replica of that `version` did not, whoever wrote it; empty bytes where
   * there is nothing. Importing it anywhere that holds at least that version leads to the union of both.
   * @throws Error where the version cannot be read.
   */
  exportSince?(version: StateBlob): StateBlob;
  /**
   * What this replica lacks of what `version` sums up: the answer of one of two that exchange both ways, so that
   * only the other has to sum up all it holds (digest, request with delta, delta: van Renesse et al. 2008,
   * "Efficient reconciliation and flow control for anti-entropy protocols"). Changes nothing. Left out together
   * with `exportRequested` where a version of one's own is no longer than that.
   * @throws Error where the version cannot be read.
   */
  requestOf?(version: StateBlob): StateBlob;
  /**
   * What a replica lacks that answered this replica's own `version` with that `request`; empty bytes where it is
   * nothing. What was written or received since the version may be in it or not.
   * @throws Error where one of them cannot be read, or the request is not for the version.
   */
  exportRequested?(version: StateBlob, request: StateBlob): StateBlob;
  /**
   * Merges blobs of other replicas (or its own: import is idempotent) in any order. Must not write to a
   * blob, which may lie in memory shared between threads. Returns a promise only where it must wait.
   * @throws where a blob cannot be read; the state is then as before, or the replica is not used again.
   */
  import(blobs: readonly StateBlob[]): void | Promise<void>;
  /** What the replica holds now. Changes nothing. */
  read(): Reading;
  /** Frees what the engine holds. */
  dispose(): void;
}

export interface ReplicaContext {
  readonly agent_id: string;
  /** Unique per replica and incarnation, the same for the same seed; for engines that want a peer id. */
  readonly peer_id: bigint;
  /** Judges one conflict for strategies that spend model calls. */
  readonly model: Model;
  /** Ticks by which this writer's clock is ahead, 0 or more; for strategies that stamp writes. 0 where left out. */
  readonly clock_ahead?: number;
  /** The store that all replicas of the repetition share; given to strategies that say they share one. */
  readonly session_store?: SessionStorePlace;
}

/**
 * The session of a shared store that every write is committed in, as `dotKey` of the write names it: in its log
 * of commits the coordinator looks up what each write had seen.
 */
export const SHARED_SESSION = 'shared';

/** A session store as a file, which any thread may open. */
export interface SessionStorePlace {
  readonly path: string;
  /** `virtual`: time stands still, and no lease expires. */
  readonly clock: 'real' | 'virtual';
}

/** What a strategy can do, as it declares it; the judge believes none of it. */
export interface Capabilities {
  /** It tells sets, texts and scalars apart when it merges. */
  readonly merges_by_kind: boolean;
  /** It surfaces conflicts instead of deciding them silently. */
  readonly escalates: boolean;
  /** It names the author of what it holds; only then does a missing author fail a check. */
  readonly attributes: boolean;
  /** It may spend model calls. */
  readonly calls_model: boolean;
}

/** Estimates for the check before a repetition that it fits in memory; measured, rounded up. */
export interface MemoryEstimate {
  /** An empty replica. */
  readonly replica_bytes: number;
  /** One write held by one replica; 0 where a replica keeps only the latest value of a field. */
  readonly held_write_bytes: number;
  /** One field held by one replica, beyond its writes. */
  readonly held_field_bytes: number;
  /**
   * One entry of one version vector: an engine that keeps one per turn (an agent's writes of one round)
   * after the first exchange needs this times turns times agents. 0 for one that keeps none.
   */
  readonly held_version_bytes: number;
  /** The most one thread can hold whatever the machine has (a 32-bit WASM engine: 4 GiB). */
  readonly thread_limit_bytes: number;
}

/**
 * Estimates for the plan of a study, in nanoseconds of one thread; measured, right within a factor of 2 or 3
 * from 2 to 64 agents.
 */
export interface PaceEstimate {
  /** One write, from the agent that writes it to its judgement. */
  readonly write_ns: number;
  /** One replica through one round: what it costs whatever it holds, reading it included. */
  readonly replica_ns: number;
  /** One blob imported by one replica, in a batch. */
  readonly blob_ns: number;
  /** What a blob costs more that is imported alone. */
  readonly lone_blob_ns: number;
  /** One write that a replica receives. */
  readonly held_write_ns: number;
  /** One entry of one version vector, as {@link MemoryEstimate.held_version_bytes} counts them. */
  readonly held_version_ns: number;
}

/** What a repetition makes for all of a strategy's replicas to share. */
export const SHARED_THINGS = ['session_store'] as const;
export type SharedThing = (typeof SHARED_THINGS)[number];

/** All that a strategy says of itself: plain data, so that it can be told to another process. */
export interface StrategyProfile {
  readonly name: string;
  /** One line for `mergestorm list`. */
  readonly summary: string;
  /** Of the engine where there is one, of mergestorm's own code otherwise. */
  readonly version: string;
  /** A strategy expected to fail does not turn the exit code to 1 when it does. */
  readonly expectation: 'pass' | 'fail';
  readonly capabilities: Capabilities;
  /**
   * What its agents coordinate by while they write, instead of merging what they wrote apart. Left out by those
   * that merge: only to them the laws of merging apply, and only what is sent can be lost, late or raced.
   */
  readonly shares?: SharedThing;
  readonly memory: MemoryEstimate;
  /** Where it is left out, the time that a study will take is not known. */
  readonly pace?: PaceEstimate;
}

export interface Strategy extends StrategyProfile {
  createReplica(context: ReplicaContext): Replica;
}
