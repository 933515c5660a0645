// All repetitions of one cell taken together.

import { worstVerdict } from '../../model/verdict.js';
import type { Status } from '../../model/verdict.js';
import type { RepetitionRecord } from '../record.js';
import { standingOf, worstStanding } from '../standing.js';
import type { CellAnalysis, Factors, MetricSummary } from './analysis.js';
import { analysePhases } from './analyse-phase.js';
import type { AnalysedPhases } from './analyse-phase.js';
import type { CellRecords } from './group-by-cell.js';
import { METRICS, TIMED_PHASES } from './metric.js';
import { valueIn } from './metric-value.js';
import type { Metric, MetricName, TimedPhase } from './metric.js';
import type { Measured } from './summarise-metric.js';
import { summarisePercentile, summariseValues } from './summarise-metric.js';

/** What differs from what strategies declare of themselves, by name. */
export type ExpectationOverrides = ReadonlyMap<string, 'pass' | 'fail'>;

/** @throws UserError (exit 65) where a record has a histogram that is none. */
export function analyseCell(records: CellRecords, overrides: ExpectationOverrides): CellAnalysis {
  const [first] = records;
  const verdict = worstVerdict(records.map((record) => record.verdict));
  const expectation = overrides.get(first.strategy) ?? first.expectation;
  const standing = worstStanding(records.map((record) => standingOf(record, expectation)));
  const worst = records.filter((record) => record.verdict === verdict);
  const shown =
    worst.find((record) => standingOf(record, expectation) === standing) ?? worst[0] ?? first;
  const phases = analysePhases(records);
  return {
    cell_id: first.cell_id,
    factors: factorsOf(first),
    repetitions: records.length,
    statuses: countStatuses(records),
    verdict,
    expectation,
    standing,
    outcome: shown.outcome,
    converged: shown.converged,
    attribution_complete: shown.attribution_complete,
    shown,
    metrics: byName(METRICS, (metric) => summaryOf(metric, records, phases)),
    phases: byPhase((phase) => phases[phase]?.analysis ?? null),
  };
}

function factorsOf(record: RepetitionRecord): Factors {
  const { workload, strategy, strategy_version, topology, exchange, faults } = record;
  const { agents, threads, rounds, writes_per_agent } = record;
  return {
    ...{ workload, strategy, strategy_version, topology, exchange, faults },
    ...{ agents, threads, rounds, writes_per_agent },
  };
}

function countStatuses(records: CellRecords): Readonly<Partial<Record<Status, number>>> {
  const counts: Partial<Record<Status, number>> = {};
  for (const { status } of records) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

function summaryOf(
  metric: Metric,
  records: CellRecords,
  phases: AnalysedPhases,
): MetricSummary | null {
  const [{ cell_id }] = records;
  const { source } = metric;
  if (source.type !== 'percentile') {
    return summariseValues(cell_id, metric, measuredIn(records, metric));
  }
  const phase = phases[source.phase];
  if (phase === null) return null;
  const { recorded, analysis } = phase;
  return summarisePercentile(cell_id, metric, source.statistic, {
    recorded,
    summary: analysis.summary,
  });
}

function measuredIn(records: CellRecords, metric: Metric): readonly Measured[] {
  return records.flatMap((record) => {
    const value = valueIn(record, metric);
    return value === null ? [] : [{ repetition: record.repetition, value }];
  });
}

function byName<T>(
  metrics: readonly { readonly name: MetricName }[],
  valueOf: (metric: Metric) => T,
): Readonly<Record<MetricName, T>> {
  const entries = (metrics as readonly Metric[]).map((metric) => [metric.name, valueOf(metric)]);
  return Object.fromEntries(entries) as Record<MetricName, T>;
}

function byPhase<T>(valueOf: (phase: TimedPhase) => T): Readonly<Record<TimedPhase, T>> {
  const entries = TIMED_PHASES.map((phase) => [phase, valueOf(phase)]);
  return Object.fromEntries(entries) as Record<TimedPhase, T>;
}
