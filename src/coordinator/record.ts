// From an executed repetition to the record that is kept of it. What was not measured is null, never 0.

import { mergePortable, summarise } from '../metrics/histogram.js';
import type { PortableHistogram } from '../metrics/histogram.js';
import { overlapOfRounds } from '../metrics/intervals.js';
import { latencyColumns } from '../results/latency-columns.js';
import type { RepetitionRecord } from '../results/record.js';
import { SCHEMA_VERSION } from '../results/schema-version.js';
import type { ShardMeasurements } from '../workers/protocol.js';
import type { ExecutedRepetition } from './executed-repetition.js';
import type { RepetitionResult } from './repetition-plan.js';
import { reproduceCommand } from './reproduce.js';
import { cellIdOf } from './study.js';
import { UNMEASURED } from './unmeasured.js';

const NS_PER_S = 1e9;
const TIMED_PHASES = ['apply', 'export', 'import', 'read'] as const;

export function recordOf(
  executed: ExecutedRepetition,
  warnings: readonly string[],
): RepetitionRecord {
  const { outcome } = executed;
  return {
    ...identityOf(executed),
    ...(outcome.status === 'ok'
      ? { status: outcome.status, ...measured(outcome.result) }
      : { status: outcome.status, ...UNMEASURED }),
    node_version: process.version,
    started_at: executed.started_at.toISOString(),
    expectation: executed.strategy.expectation,
    note: outcome.status === 'ok' ? null : outcome.reason,
    probe_ns: executed.probe_ns,
    reproduce: reproduceCommand(executed.study, executed.cell, executed.seed, executed.threads),
    warnings: [...warnings],
  };
}

function identityOf({
  study,
  cell,
  strategy,
  size,
  threads,
  repetition,
  seed,
}: ExecutedRepetition) {
  return {
    schema_version: SCHEMA_VERSION,
    study: study.study,
    cell_id: cellIdOf(cell),
    repetition,
    seed,
    strategy: strategy.name,
    strategy_version: strategy.version,
    workload: cell.workload,
    topology: cell.topology,
    exchange: cell.exchange,
    faults: 'none',
    agents: size.agents,
    threads,
    rounds: size.rounds,
    writes_per_agent: size.writes_per_agent,
  } as const;
}

function measured(result: RepetitionResult) {
  const { judgement, shards } = result;
  const { findings, fates, contended, ...counts } = judgement;
  const histograms = mergedHistograms(shards);
  return {
    ...counts,
    contended,
    fates,
    findings,
    ...trafficOf(result),
    ...latencyColumns('apply', summarise(histograms.apply)),
    ...latencyColumns('export', summarise(histograms.export)),
    ...latencyColumns('import', summarise(histograms.import)),
    ...latencyColumns('read', summarise(histograms.read)),
    ...latencyColumns('visibility', null),
    ...timesOf(result),
    ...memoryOf(result),
    histograms,
  };
}

function trafficOf({
  model_calls,
  messages,
  bytes_exchanged,
  judgement,
  write_intervals,
}: RepetitionResult) {
  const { writes_issued } = judgement;
  return {
    model_calls: model_calls[0] ?? null,
    model_calls_total: model_calls.reduce((sum, calls) => sum + calls, 0),
    messages,
    bytes_exchanged,
    bytes_per_write: writes_issued ? bytes_exchanged / writes_issued : null,
    exchange_rounds: write_intervals.length,
  };
}

function timesOf(result: RepetitionResult) {
  const { write_phase_ns, exchange_ns, read_phase_ns, wall_ns, judgement } = result;
  const converge_ns = write_phase_ns + exchange_ns + read_phase_ns;
  const overlap = overlapOfRounds(result.write_intervals);
  const { writes_issued } = judgement;
  return {
    write_phase_ns,
    exchange_ns,
    converge_ns,
    wall_ns,
    writes_per_second: writes_issued === null ? null : (writes_issued * NS_PER_S) / converge_ns,
    start_skew_ns: overlap?.start_skew_ns ?? null,
    overlap_ratio: overlap?.overlap_ratio ?? null,
    parallel_efficiency: result.parallel_efficiency,
    cpu_ns: result.cpu_ns,
  };
}

function memoryOf({ shards, peak_rss_bytes }: RepetitionResult) {
  const sum = (amountOf: (shard: ShardMeasurements) => number): number =>
    shards.reduce((total, shard) => total + amountOf(shard), 0);
  return {
    gc_count: sum((shard) => shard.gc_count),
    gc_pause_ns: sum((shard) => shard.gc_pause_ns),
    peak_heap_bytes: sum((shard) => shard.peak_heap_bytes),
    peak_external_bytes: sum((shard) => shard.peak_external_bytes),
    peak_rss_bytes,
  };
}

type TimedPhase = (typeof TIMED_PHASES)[number];

function mergedHistograms(
  shards: readonly ShardMeasurements[],
): Record<TimedPhase, PortableHistogram> {
  const merged = TIMED_PHASES.map((phase) => [
    phase,
    mergePortable(shards.map((shard) => shard[phase])),
  ]);
  return Object.fromEntries(merged) as Record<TimedPhase, PortableHistogram>;
}
