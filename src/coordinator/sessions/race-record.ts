// From an executed race for sessions to its record, which has the columns of every other: those of merging
// are empty in it. What was not measured is null, never 0.

import { summarise } from '../../metrics/histogram.js';
import { latencyColumns } from '../../results/latency-columns.js';
import { NO_HISTOGRAMS } from '../../results/later-columns.js';
import type { RepetitionRecord } from '../../results/record.js';
import { SCHEMA_VERSION } from '../../results/schema-version.js';
import type { PropertyFinding } from '../../sessions/judge/property.js';
import { raceCommandOf } from '../../sessions/race/race-command.js';
import type { SessionRaceCounts, SessionRaceResult } from '../../sessions/race/race-terms.js';
import { cellIdOf, namesOf } from '../cell.js';
import { withoutTimes } from '../simulated-record.js';
import { UNMEASURED } from '../unmeasured.js';
import { raceOptionsWith } from './execute-race.js';
import type { ExecutedRace, RaceOutcome } from './executed-race.js';
import { raceThreadsOf } from './session-grid.js';
import { storeVersionOf } from './store-version.js';

export function raceRecordOf(
  executed: ExecutedRace,
  warnings: readonly string[],
): RepetitionRecord {
  const { outcome, visit, study, seed } = executed;
  const record: RepetitionRecord = {
    ...identityOf(executed),
    ...NOT_EXCHANGED,
    ...UNMEASURED,
    status: outcome.status,
    ...(outcome.status === 'ok' ? measured(outcome) : {}),
    node_version: process.version,
    started_at: executed.started_at.toISOString(),
    expectation: 'pass',
    note: outcome.status === 'ok' ? null : outcome.reason,
    probe_ns: executed.probe_ns,
    reproduce: raceCommandOf(raceOptionsWith(study, visit.cell, seed)),
    warnings: [...warnings, ...threadWarnings(executed)],
  };
  return visit.cell.threads.type === 'simulated' ? withoutTimes(record) : record;
}

function identityOf({ study, visit: { cell, repetition }, seed }: ExecutedRace) {
  const { workload, strategy, topology, exchange, faults } = namesOf(cell);
  return {
    schema_version: SCHEMA_VERSION,
    study: study.study,
    cell_id: cellIdOf(cell),
    ...{ repetition, seed, strategy, strategy_version: storeVersionOf(cell.store) },
    ...{ workload, topology, exchange, faults },
    ...{ agents: cell.agents, threads: raceThreadsOf(cell), rounds: 0, writes_per_agent: null },
    sessions: study.sessions?.sessions ?? null,
    turns_per_agent: study.sessions?.turns_per_agent ?? null,
  } as const;
}

/** What merging is asked for, and a race for sessions has not. */
const NOT_EXCHANGED = {
  blob_scope: null,
  fan_out: null,
  envelope: null,
  staleness_passes: 0,
  rate_per_second: null,
  arrivals: null,
  conflict_share_asked: null,
} as const;

function measured({ result, wall_ns, cpu_ns }: Extract<RaceOutcome, { status: 'ok' }>) {
  const { verdict, findings, counts, latencies, overlap_ratio, peak_rss_bytes } = result;
  return {
    ...{ verdict, wall_ns, cpu_ns, overlap_ratio, peak_rss_bytes },
    findings: findings.map(findingOf),
    turns_committed: counts.turns_committed,
    turns_per_second: result.turns_per_second,
    contended_attempts: counts.contended_attempts,
    rejections: Object.values(counts.rejections).reduce((sum, count) => sum + count, 0),
    leases_reclaimed: counts.leases_reclaimed,
    session_counts: detailsOf(counts),
    ...latencyColumnsOf(latencies),
    histograms: { ...NO_HISTOGRAMS, ...latencies },
  };
}

function latencyColumnsOf({ claim, commit, ingress, reclaim }: SessionRaceResult['latencies']) {
  return {
    ...latencyColumns('claim', claim && summarise(claim)),
    ...latencyColumns('commit', commit && summarise(commit)),
    ...latencyColumns('ingress', ingress && summarise(ingress)),
    ...latencyColumns('reclaim', reclaim && summarise(reclaim)),
  };
}

/** A property is a check, and what it says of itself the reason. */
export function findingOf({ property, verdict, message }: PropertyFinding) {
  return { check: property, verdict, reasons: [message] };
}

function detailsOf(counts: SessionRaceCounts) {
  const { operations, leases_acquired, leases_abandoned } = counts;
  const { commands_completed, work_completed, inputs_completed, rejections } = counts;
  return {
    ...{ operations, leases_acquired, leases_abandoned },
    ...{ commands_completed, work_completed, inputs_completed, rejections: { ...rejections } },
  };
}

function threadWarnings({ study, visit: { cell } }: ExecutedRace): readonly string[] {
  const asked = study.threads.some(({ type }) => type !== 'simulated' && type !== 'inline');
  const isForced = cell.store === 'memory' && cell.threads.type === 'count' && asked;
  return isForced && study.threads.some((option) => option.type !== 'count' || option.count > 1)
    ? ['the memory store lives in one thread, so its race was held in one']
    : [];
}
