// What a coordinator and a shard say to each other: one command, one reply, in turn. Plain data both ways;
// a shard never throws across a thread, it answers with a failure. The commands themselves are in commands.ts.

import type { DetectionCounts } from '../model/detection.js';
import type { Escalation, Reading } from '../model/reading.js';
import type { ReadingDigests } from '../model/digest.js';
import type { PortableHistogram } from '../metrics/histogram.js';
import type {
  BlobPack,
  OpenCommand,
  WriteCommand,
  VersionCommand,
  RequestCommand,
  ExportCommand,
  ImportCommand,
  CheckpointCommand,
  RestartCommand,
  WeighCommand,
  ObserveCommand,
  ReadCommand,
  MeasureCommand,
  KeepCommand,
  CloseCommand,
} from './commands.js';
import type { ConnectCommand, RaceCommand, RaceReplies } from './race/race-protocol.js';
import type { Busy, DeltaSkill, RefusalCode } from './terms.js';

export { EXCHANGES, REFUSALS } from './terms.js';
export type { Busy, DeltaSkill, Exchange, ImportStyle, Pace, RefusalCode } from './terms.js';
export type * from './commands.js';

export type ShardCommand =
  | OpenCommand
  | ConnectCommand
  | WriteCommand
  | RaceCommand
  | VersionCommand
  | RequestCommand
  | ExportCommand
  | ImportCommand
  | CheckpointCommand
  | RestartCommand
  | WeighCommand
  | ObserveCommand
  | ReadCommand
  | MeasureCommand
  | KeepCommand
  | CloseCommand;

export type Phase = ShardCommand['type'];

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
  /** From the intended time of a write to its end; empty where nothing was intended (a closed loop). */
  readonly response: PortableHistogram;
  /** Sealing and opening envelopes, per blob: cost of the harness, in no other number. */
  readonly envelope: PortableHistogram;
  readonly peak_heap_bytes: number;
  readonly peak_external_bytes: number;
  readonly gc_count: number;
  readonly gc_pause_ns: number;
}

/** One arrival that was refused: by its envelope, or by an engine that was handed raw bytes. */
export interface Refusal {
  /** Index in the listed arrivals. */
  readonly arrival: number;
  readonly code: RefusalCode | 'engine_threw';
}

/** What each command is answered with. */
export interface Replies extends RaceReplies {
  readonly open: {
    readonly agents: number;
    readonly deltas: DeltaSkill;
  };
  readonly write: Busy & {
    /** Per seat, how many of its writes were issued. */
    readonly issued: readonly number[];
  };
  readonly version: Busy & { readonly pack: BlobPack };
  readonly request: Busy & { readonly pack: BlobPack };
  readonly export: Busy & { readonly pack: BlobPack };
  readonly import: Busy & {
    /** Arrivals that changed nothing because they were refused. */
    readonly refused: readonly Refusal[];
    readonly detection: DetectionCounts;
  };
  readonly checkpoint: { readonly agents: number };
  readonly restart: { readonly agents: number };
  readonly weigh: { readonly bytes: number | null };
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
  /** All that an engine said as it broke; left out where none said anything. */
  readonly said?: string;
}

export type ShardReply<P extends Phase = Phase> =
  | { readonly ok: true; readonly value: Replies[P] }
  | { readonly ok: false; readonly failure: ShardFailure };
