// How long a repetition takes, from a strategy's measured pace and the size of its script. A plan, not a
// promise: within a factor of 2 or 3 on the machine where the paces were measured.

import type { PaceEstimate } from '../../strategies/strategy.js';
import type { Exchange } from '../../workers/protocol.js';
import type { ScriptSize } from '../capacity.js';
import type { Isolation } from '../study.js';

const NS_PER_MS = 1e6;
/** What every repetition costs, however small: commands to shards and back. */
const REPETITION_MS = 4;
/** The first repetition starts threads and loads engines, */
const THREADS_START_MS = 100;
/** and runs code that is not compiled yet: measured at 1.0 to 2.5 times what it costs later, on top. */
const COLD_SHARE = 1.2;
/** Starting a Node process that loads what a repetition needs. */
const PROCESS_START_MS = 250;

export interface RepetitionLoad {
  readonly size: ScriptSize;
  readonly exchange: Exchange;
  readonly traffic: ExpectedTraffic;
  /** Threads that can work at the same time: no more than cores. */
  readonly parallel: number;
}

/** Passes of exchange, and the blobs imported in all of them. */
export interface ExpectedTraffic {
  readonly passes: number;
  readonly blobs: number;
}

/** One repetition on threads that are warm, without the time that a model takes. */
export function repetitionMs(
  { size, exchange, parallel, traffic }: RepetitionLoad,
  pace: PaceEstimate,
): number {
  const { agents, writes, later_turns } = size;
  const blob_ns = pace.blob_ns + (exchange === 'pairwise' ? pace.lone_blob_ns : 0);
  const replicas_ns =
    agents * traffic.passes * pace.replica_ns +
    traffic.blobs * blob_ns +
    agents * writes * pace.held_write_ns +
    agents * agents * later_turns * pace.held_version_ns;
  return REPETITION_MS + (writes * pace.write_ns + replicas_ns / parallel) / NS_PER_MS;
}

export interface ModelLoad {
  readonly latency_ms: number;
  /** Rounds in which there is something to decide. */
  readonly contended_rounds: number;
}

/**
 * How long replicas wait for a model in one repetition. They wait side by side, and so do the conflicts of
 * one import; importing one by one, a conflict may have to be decided again with every blob.
 */
export function waitingMs(
  { size, exchange }: RepetitionLoad,
  { latency_ms, contended_rounds }: ModelLoad,
): number {
  const imports = exchange === 'pairwise' ? size.agents - 1 : 1;
  return contended_rounds * imports * latency_ms;
}

/** One visit: a process where it has one of its own, then warm-up repetitions and one that is recorded. */
export function visitMs(
  { warm_ms, waiting_ms }: { warm_ms: number; waiting_ms: number },
  { warmup, isolate }: { warmup: number; isolate: Isolation },
): number {
  const repetitions_ms = (warmup + 1) * (warm_ms + waiting_ms);
  return overheadMs(isolate) + THREADS_START_MS + COLD_SHARE * warm_ms + repetitions_ms;
}

/** What a visit costs that is refused before it begins. */
export function overheadMs(isolate: Isolation): number {
  return isolate === 'process' ? PROCESS_START_MS : 0;
}
