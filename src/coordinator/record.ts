// From an executed repetition to the record that is kept of it. What was not measured is null, never 0.

import { mergePortable, summarise } from '../metrics/histogram.js';
import type { PortableHistogram } from '../metrics/histogram.js';
import { overlapOfRounds } from '../metrics/intervals.js';
import { latencyColumns } from '../results/latency-columns.js';
import { NO_SESSION_HISTOGRAMS, NO_SESSIONS } from '../results/later-columns.js';
import type { RepetitionRecord } from '../results/record.js';
import { SCHEMA_VERSION } from '../results/schema-version.js';
import type { ShardMeasurements } from '../workers/protocol.js';
import type { BrokenRepetition } from './broken-repetition.js';
import type { ExecutedRepetition } from './executed-repetition.js';
import { faultColumnsOf } from './fault-columns.js';
import type { RepetitionResult } from './repetition-plan.js';
import { reproduceCommand } from './reproduce.js';
import type { Cell, Study } from './study.js';
import { cellIdOf } from './study.js';
import { withoutTimes } from './simulated-record.js';
import { UNMEASURED } from './unmeasured.js';

const NS_PER_S = 1e9;
const TIMED_PHASES = ['apply', 'response', 'export', 'import', 'read'] as const;

export function recordOf(
  executed: ExecutedRepetition,
  warnings: readonly string[],
): RepetitionRecord {
  const { outcome, cell } = executed;
  const record: RepetitionRecord = {
    ...identityOf(executed),
    ...NO_SESSIONS,
    ...(outcome.status === 'ok'
      ? { status: outcome.status, ...measured(outcome.result) }
      : { status: outcome.status, ...UNMEASURED, ...(outcome.broken && known(outcome.broken)) }),
    node_version: process.version,
    started_at: executed.started_at.toISOString(),
    expectation: executed.strategy.expectation,
    note: outcome.status === 'ok' ? null : outcome.reason,
    probe_ns: executed.probe_ns,
    reproduce: reproduceCommand(executed),
    warnings: [...warnings],
  };
  return cell.threads.type === 'simulated' ? withoutTimes(record) : record;
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
    faults: cell.faults,
    agents: size.agents,
    threads,
    rounds: size.rounds,
    writes_per_agent: size.writes_per_agent,
    ...(size.commits !== undefined && { commits: size.commits }),
    ...askedOf(study, cell),
  } as const;
}

/** What was asked for, whatever came of it. */
function askedOf({ terms, mixed }: Study, { workload }: Cell) {
  const { load } = terms;
  const open = load.type === 'open' ? load : null;
  return {
    blob_scope: terms.blob_scope,
    fan_out: terms.fan_out,
    envelope: terms.envelope,
    staleness_passes: terms.staleness_passes,
    rate_per_second: open?.writes_per_second ?? null,
    arrivals: open?.arrivals ?? null,
    conflict_share_asked: workload === 'mixed' ? mixed.conflict_share : null,
  };
}

function measured(result: RepetitionResult) {
  const { judgement, shards } = result;
  const { findings, fates, contended, ...counts } = judgement;
  const histograms = mergedHistograms(shards);
  const open = result.unissued_count !== null;
  return {
    ...counts,
    contended,
    fates,
    findings,
    ...trafficOf(result),
    ...faultColumnsOf(result.evidence),
    heal_ns: result.heal_passes > 0 ? result.heal_ns : null,
    ...latencyColumns('apply', summarise(histograms.apply)),
    ...latencyColumns('export', summarise(histograms.export)),
    ...latencyColumns('import', summarise(histograms.import)),
    ...latencyColumns('read', summarise(histograms.read)),
    ...latencyColumns('response', open ? summarise(histograms.response) : null),
    ...latencyColumns('visibility', result.visibility && summarise(result.visibility.each)),
    ...latencyColumns('visibility_all', result.visibility && summarise(result.visibility.all)),
    envelope_overhead_ns: envelopeOverhead(result),
    ...timesOf(result),
    ...memoryOf(result),
    histograms: {
      ...NO_SESSION_HISTOGRAMS,
      ...histograms,
      response: open ? histograms.response : null,
      visibility: result.visibility?.each ?? null,
      visibility_all: result.visibility?.all ?? null,
    },
  };
}

/** Of a repetition whose strategy threw: what it was judged by until then. */
function known({ evidence, judgement: { verdict, findings } }: BrokenRepetition) {
  return { verdict, findings, ...faultColumnsOf(evidence) };
}

function trafficOf(result: RepetitionResult) {
  const { model_calls, judgement, traffic, evidence } = result;
  const { writes_issued, converged } = judgement;
  const { heal = null } = evidence;
  // Replicas that nobody wrote to need nothing, however long their empty states are.
  const needed = (converged === true && writes_issued ? traffic.needed_bytes : null) ?? 0;
  return {
    model_calls: model_calls[0] ?? null,
    model_calls_total: model_calls.reduce((sum, calls) => sum + calls, 0),
    messages: traffic.messages,
    bytes_exchanged: traffic.bytes,
    bytes_per_write: writes_issued ? traffic.bytes / writes_issued : null,
    exchange_rounds: result.passes,
    heal_rounds: result.heal_passes,
    rounds_bound: heal?.bound ?? null,
    redundancy: needed > 0 ? traffic.delivered_bytes / needed : null,
    blobs_rejected: traffic.blob_ends.counts.rejected,
    blob_ends: traffic.blob_ends,
    writes_unissued: result.unissued_count,
    heal,
    detection: traffic.detection,
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

/** Mean time of sealing and opening, per blob that was delivered; null without envelopes. */
function envelopeOverhead({ shards, traffic }: RepetitionResult): number | null {
  const spent = shards.map(({ envelope }) => envelope);
  const sum_ns = spent.reduce((sum, histogram) => sum + histogram.sum_ns, 0);
  return traffic.messages > 0 && sum_ns > 0 ? sum_ns / traffic.messages : null;
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
