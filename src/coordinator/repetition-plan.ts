// What a repetition needs, and what it comes to.

import type { PortableHistogram } from '../model/latency.js';
import type { ShardInterval } from '../metrics/intervals.js';
import type { StateBlob } from '../model/blob.js';
import type { BlobEnds } from '../model/blob-end.js';
import type { DetectionCounts } from '../model/detection.js';
import type { Script } from '../model/script.js';
import type { ModuleReference } from '../strategies/load.js';
import type { SharedThing } from '../strategies/strategy.js';
import type { Check } from '../verdict/check.js';
import type { Evidence } from '../verdict/evidence.js';
import type { Judgement } from '../verdict/judge.js';
import type { Exchange, ModelReference, ShardMeasurements } from '../workers/protocol.js';
import type { ExchangeTerms } from './exchange/terms.js';
import type { FaultMix } from './faults/mix.js';
import type { Topology } from './topologies/topology.js';

export interface RepetitionPlan {
  readonly script: Script;
  readonly strategy: ModuleReference;
  /** Whether the strategy says it names authors. */
  readonly attributes: boolean;
  /** What a repetition makes for the strategy's replicas to share; nothing where left out. */
  readonly shares?: SharedThing;
  readonly model: ModelReference;
  readonly topology: Topology;
  readonly exchange: Exchange;
  readonly terms: ExchangeTerms;
  /** Null where nothing is asked for. */
  readonly faults: FaultMix | null;
  /** `virtual` for a simulation. */
  readonly clock: 'real' | 'virtual';
  /** Of this run and cell: what blobs of others are told by. */
  readonly run_id: bigint;
  readonly seed: number;
  readonly timeout_ms: number;
  /** Whether every replica's full state is exported at the end, after all that is measured. Discarded where left out. */
  readonly blobs?: 'keep' | 'discard';
  /** What to judge by; every check where left out. */
  readonly checks?: readonly Check[];
}

/** One replica's full state as it exported it after its last reading. */
export interface KeptBlob {
  readonly agent_index: number;
  readonly blob: StateBlob;
}

export interface TrafficTotals {
  readonly messages: number;
  /** Blobs without envelopes, and the versions that deltas were asked for with. */
  readonly bytes: number;
  readonly delivered_bytes: number;
  /** Bytes of one full state at the end, times the replicas that had to be brought there; null: not known. */
  readonly needed_bytes: number | null;
  /** What became of every copy that was sent. */
  readonly blob_ends: BlobEnds;
  readonly detection: DetectionCounts | null;
}

/** From the moment a write was issued. */
export interface Visibility {
  /** To each other replica that accepted it while the race went on. */
  readonly each: PortableHistogram;
  /** To the last of all replicas, for writes that reached all of them meanwhile. */
  readonly all: PortableHistogram;
}

/** What one repetition came to, measured and judged; times are sums over its rounds. */
export interface RepetitionResult {
  readonly judgement: Judgement;
  /** What it was judged by. */
  readonly evidence: Evidence;
  /** Of every replica, in order of the agents; null where they were not kept. */
  readonly blobs: readonly KeptBlob[] | null;
  /** The distinct contents replicas ended with, as digests; one where they converged. */
  readonly content_digests: readonly string[];
  readonly shards: readonly ShardMeasurements[];
  readonly write_intervals: readonly (readonly ShardInterval[])[];
  readonly model_calls: readonly number[];
  readonly traffic: TrafficTotals;
  /** Passes of exchange in all, and those of them in the heal. */
  readonly passes: number;
  readonly heal_passes: number;
  readonly heal_ns: number;
  /** Writes that an open load could not issue in time; null in a closed loop. */
  readonly unissued_count: number | null;
  /** How long writes took to be seen by others; null where agents did not exchange while writing. */
  readonly visibility: Visibility | null;
  readonly write_phase_ns: number;
  readonly exchange_ns: number;
  readonly read_phase_ns: number;
  /** From the first replica created to the judgement; keeping and freeing states is no part of it. */
  readonly wall_ns: number;
  /** As long, and until every shard has handed over what it measured. */
  readonly cpu_ns: number;
  /** Share of the threads' time in parallel phases in which they worked, 0 to 1. */
  readonly parallel_efficiency: number | null;
  readonly peak_rss_bytes: number | null;
}
