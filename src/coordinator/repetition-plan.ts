// What a repetition needs, and what it comes to.

import type { ShardInterval } from '../metrics/intervals.js';
import type { StateBlob } from '../model/blob.js';
import type { Script } from '../model/script.js';
import type { ModuleReference } from '../strategies/load.js';
import type { Check } from '../verdict/check.js';
import type { Evidence } from '../verdict/evidence.js';
import type { Judgement } from '../verdict/judge.js';
import type { Exchange, ModelReference, ShardMeasurements } from '../workers/protocol.js';
import type { Topology } from './topologies/topology.js';

export interface RepetitionPlan {
  readonly script: Script;
  readonly strategy: ModuleReference;
  /** Whether the strategy says it names authors. */
  readonly attributes: boolean;
  readonly model: ModelReference;
  readonly topology: Topology;
  readonly exchange: Exchange;
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
  readonly messages: number;
  readonly bytes_exchanged: number;
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
