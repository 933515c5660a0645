// What a coordinator tells a shard to do: one type of command per act. Plain data.

import type { Write } from '../model/write.js';
import type { ModuleReference } from '../strategies/load.js';
import type { SessionStorePlace } from '../strategies/strategy.js';
import type { Damage } from './damage.js';
import type { ImportStyle, Pace } from './terms.js';

/** An agent's place in a shard. */
export interface Seat {
  readonly agent_id: string;
  readonly agent_index: number;
  readonly peer_id: bigint;
  /** Ticks by which this agent's clock is ahead; 0 where left out. */
  readonly clock_ahead?: number;
}

export type ModelReference =
  | { readonly type: 'stub'; readonly latency_ms: number }
  | { readonly type: 'plugin'; readonly url: string };

/**
 * What sealed blobs are checked against. `off`: there are no envelopes, and nothing that they would have to
 * keep out; `raw`: there are none, and damaged bytes reach the engine.
 */
export type EnvelopeTerms =
  | { readonly type: 'on'; readonly run_id: bigint; readonly strategy_id: bigint }
  | { readonly type: 'off' | 'raw' };

/** Blobs of one shard, end to end in memory shared by all threads: blob i is bytes `ends[i-1]` to `ends[i]`. */
export interface BlobPack {
  readonly bytes: SharedArrayBuffer;
  readonly ends: readonly number[];
  /** Per blob, its length without an envelope; 0 where there was nothing to send. */
  readonly payload_bytes: readonly number[];
  /** The agent that exported each blob. */
  readonly senders: readonly number[];
}

export interface OpenCommand {
  readonly type: 'open';
  readonly strategy: ModuleReference;
  readonly model: ModelReference;
  readonly seats: readonly Seat[];
  readonly envelope: EnvelopeTerms;
  /** `virtual`: time stands still but for waiting, so that equal seeds are equal histories. */
  readonly clock: 'real' | 'virtual';
  /** Null where shards run one after the other in one thread and there is nothing to line up. */
  readonly start_line: StartLineReference | null;
  /** For strategies whose replicas share one; left out otherwise. */
  readonly session_store?: SessionStorePlace;
}

export interface StartLineReference {
  readonly memory: SharedArrayBuffer;
  readonly threads: number;
  readonly timeout_ms: number;
}

export interface WriteCommand {
  readonly type: 'write';
  /** Per seat, in program order. */
  readonly writes: readonly (readonly Write[])[];
  readonly pace: Pace;
}

/** Sums up what replicas hold, for others to export what is missing there. */
export interface VersionCommand {
  readonly type: 'version';
  readonly seats: readonly number[];
}

/**
 * Sums up what replicas lack of what others hold: that of `seats[i]`, of version `versions[i]`, counted over all
 * packs.
 */
export interface RequestCommand {
  readonly type: 'request';
  readonly seats: readonly number[];
  readonly versions: readonly number[];
  readonly packs: readonly BlobPack[];
}

/**
 * What is exported, one blob per order. `own_news`: what each seat's agent wrote since its last such export.
 * `full`: all it holds. `since`: what the replica of `seats[i]` holds beyond version `versions[i]`, or where
 * `requests[i]` is not -1, what that requests of its own version `versions[i]`; both counted over all packs. An
 * empty blob where that is nothing.
 */
export type ExportOrders =
  | { readonly type: 'own_news' | 'full'; readonly seats: readonly number[] }
  | {
      readonly type: 'since';
      readonly seats: readonly number[];
      readonly versions: readonly number[];
      readonly requests: readonly number[];
      readonly packs: readonly BlobPack[];
    };

export interface ExportCommand {
  readonly type: 'export';
  readonly orders: ExportOrders;
  /** Counted from 0 over the repetition; the sequence number in envelopes. */
  readonly pass: number;
}

/**
 * What reaches a shard's replicas. `everyone`: each replica imports all blobs but its own. `listed`: entry i
 * reaches `seats[i]`: blob `blobs[i]`, counted over all packs, damaged on the way where `damages[i]` says so.
 */
export type Arrivals =
  | { readonly type: 'everyone' }
  | {
      readonly type: 'listed';
      readonly seats: readonly number[];
      readonly blobs: readonly number[];
      /** Null where nothing is damaged. */
      readonly damages: readonly (Damage | null)[] | null;
    };

export interface ImportCommand {
  readonly type: 'import';
  readonly style: ImportStyle;
  readonly arrivals: Arrivals;
  readonly packs: readonly BlobPack[];
}

/** Keeps a full blob of these replicas, for a restart. Outside every timed phase. */
export interface CheckpointCommand {
  readonly type: 'checkpoint';
  readonly seats: readonly number[];
  readonly pass: number;
}

/** Throws a replica away and begins again with the blob of an earlier checkpoint, or with nothing. */
export interface RestartCommand {
  readonly type: 'restart';
  readonly seat: number;
  readonly peer_id: bigint;
  /** 0 for the first life of an agent. */
  readonly incarnation: number;
  readonly checkpoint_pass: number | null;
}

/** Bytes of one replica's full state. Comes after everything that is measured. */
export interface WeighCommand {
  readonly type: 'weigh';
  readonly seat: number;
}

/** Reads one replica between rounds, outside every timed phase. */
export interface ObserveCommand {
  readonly type: 'observe';
  readonly seat: number;
}

export interface ReadCommand {
  readonly type: 'read';
}

/** Ends measuring: what comes after it is in no number. */
export interface MeasureCommand {
  readonly type: 'measure';
}

/** Exports the full state of every replica, to be kept. Comes after everything that is measured. */
export interface KeepCommand {
  readonly type: 'keep';
}

/** Frees the replicas. */
export interface CloseCommand {
  readonly type: 'close';
}
