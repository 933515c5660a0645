// What a coordinator and a shard say to each other: one command, one reply, in turn. Plain data both ways;
// a shard never throws across a thread, it answers with a failure.

import type { Escalation, Reading } from '../model/reading.js';
import type { ReadingDigests } from '../model/digest.js';
import type { ExportScope } from '../model/blob.js';
import type { Deliveries } from '../model/deliveries.js';
import type { Write } from '../model/write.js';
import type { PortableHistogram } from '../metrics/histogram.js';
import type { ModuleReference } from '../strategies/load.js';

/** An agent's place in a shard. */
export interface Seat {
  readonly agent_id: string;
  readonly agent_index: number;
  readonly peer_id: bigint;
}

export type ModelReference =
  | { readonly type: 'stub'; readonly latency_ms: number }
  | { readonly type: 'plugin'; readonly url: string };

export const EXCHANGES = ['batch', 'pairwise'] as const;
/** `batch` imports all that arrived at once; `pairwise` imports one blob at a time. */
export type Exchange = (typeof EXCHANGES)[number];

/** Blobs of one shard, end to end in memory shared by all threads: blob i is bytes `ends[i-1]` to `ends[i]`. */
export interface BlobPack {
  readonly bytes: SharedArrayBuffer;
  readonly ends: readonly number[];
  /** The agent that exported each blob. */
  readonly senders: readonly number[];
}

export interface OpenCommand {
  readonly type: 'open';
  readonly strategy: ModuleReference;
  readonly model: ModelReference;
  readonly seats: readonly Seat[];
  /** Null where shards run one after the other in one thread and there is nothing to line up. */
  readonly start_line: StartLineReference | null;
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
}

export interface ExportCommand {
  readonly type: 'export';
  readonly scope: ExportScope;
  /** Indexes of the seats whose replica exports; the others have nothing new to say. */
  readonly seats: readonly number[];
}

export interface ImportCommand {
  readonly type: 'import';
  readonly exchange: Exchange;
  readonly deliveries: Deliveries;
  readonly packs: readonly BlobPack[];
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

export type ShardCommand =
  | OpenCommand
  | WriteCommand
  | ExportCommand
  | ImportCommand
  | ObserveCommand
  | ReadCommand
  | MeasureCommand
  | KeepCommand
  | CloseCommand;

export type Phase = ShardCommand['type'];

/** A stretch of work on one thread, on the clock all threads share. */
export interface Busy {
  readonly started_ns: bigint;
  readonly ended_ns: bigint;
}

/** One distinct reading of this shard and which of its agents hold it. */
export interface ShardReading {
  readonly reading: Reading;
  readonly digests: ReadingDigests;
  readonly agent_indexes: readonly number[];
}

/** What a shard measured from open to measure. */
export interface ShardMeasurements {
  readonly apply: PortableHistogram;
  readonly export: PortableHistogram;
  readonly import: PortableHistogram;
  readonly read: PortableHistogram;
  readonly peak_heap_bytes: number;
  readonly peak_external_bytes: number;
  readonly gc_count: number;
  readonly gc_pause_ns: number;
}

/** What each command is answered with. */
export interface Replies {
  readonly open: { readonly agents: number };
  readonly write: Busy;
  readonly export: Busy & { readonly pack: BlobPack };
  readonly import: Busy;
  readonly observe: { readonly escalations: readonly Escalation[] };
  readonly read: Busy & {
    readonly readings: readonly ShardReading[];
    /** Per seat. */
    readonly model_calls: readonly number[];
  };
  readonly measure: ShardMeasurements;
  readonly keep: { readonly pack: BlobPack };
  readonly close: { readonly agents: number };
}

/** Why a shard could not answer. `code` decides the status of the repetition. */
export interface ShardFailure {
  readonly code: 'threw' | 'died' | 'out_of_memory' | 'timeout' | 'interrupted' | 'plugin';
  readonly phase: Phase;
  readonly message: string;
}

export type ShardReply<P extends Phase = Phase> =
  | { readonly ok: true; readonly value: Replies[P] }
  | { readonly ok: false; readonly failure: ShardFailure };
