// An analysed study for tests of what is made from one. The analysis is put together by hand, without
// resampling, so that these tests know its numbers and do not depend on how the real one finds them.

import { mergePortable, summarise } from '../../src/metrics/histogram.js';
import type {
  AnalysedStudy,
  CellAnalysis,
  Factors,
  MetricSummary,
  PhaseAnalysis,
  ScalingFit,
  Series,
} from '../../src/results/analysis/analysis.js';
import type { Standing } from '../../src/results/standing.js';
import {
  METRICS,
  TIMED_PHASES,
  type Metric,
  type MetricName,
  type TimedPhase,
} from '../../src/results/analysis/metric.js';
import { valueIn } from '../../src/results/analysis/metric-value.js';
import type { Manifest } from '../../src/results/manifest.js';
import type { RepetitionRecord } from '../../src/results/record.js';
import { worstVerdict } from '../../src/model/verdict.js';
import { buildStudyManifest, buildStudyRecords, type StudyShape } from './build-study.js';

/** The study of {@link buildStudyRecords}, analysed, with whatever a test changes about it. */
export function buildAnalysedStudy(
  shape: Partial<StudyShape> = {},
  changes: Partial<AnalysedStudy> = {},
): AnalysedStudy {
  const study = analysedByHand(buildStudyManifest(shape), buildStudyRecords(shape));
  return { ...study, ...changes };
}

/** Intervals are the extremes, fits are perfect, and there is one warning. */
export function analysedByHand(
  manifest: Manifest,
  records: readonly RepetitionRecord[],
): AnalysedStudy {
  const cells = grouped(records, ({ cell_id }) => cell_id).map(cellOf);
  const series = grouped(cells, ({ factors }) => `${factors.workload}\n${factors.strategy}`).map(
    seriesOf,
  );
  return {
    manifest,
    records,
    cells,
    series,
    fits: series.flatMap(fitsOf),
    sessions: { cells: [], series: [], fits: [] },
    warnings: [
      {
        code: 'few_repetitions',
        what: 'cells have 3 repetitions',
        cause: 'an interval of few repetitions is wide',
        remedy: 'repeat with --runs 10',
        cells: [],
      },
    ],
    headline: {
      verdict: 'PASS',
      title: 'All verdicts are as expected.',
      sentences: ['crdt lost nothing.', 'lww lost up to 45 contributions.'],
    },
  };
}

function cellOf(records: readonly [RepetitionRecord, ...RepetitionRecord[]]): CellAnalysis {
  const verdict = worstVerdict(records.map((record) => record.verdict));
  const shown = records.find((record) => record.verdict === verdict) ?? records[0];
  const statuses = grouped(records, ({ status }) => status).map(
    (group) => [group[0].status, group.length] as const,
  );
  return {
    cell_id: shown.cell_id,
    factors: factorsOf(shown),
    repetitions: records.length,
    statuses: Object.fromEntries(statuses),
    verdict,
    expectation: shown.expectation,
    standing: standingOf(verdict, shown.expectation),
    outcome: shown.outcome,
    converged: shown.converged,
    attribution_complete: shown.attribution_complete,
    shown,
    metrics: Object.fromEntries(
      METRICS.map((metric) => [metric.name, summaryOf(metric, records)]),
    ) as Record<MetricName, MetricSummary | null>,
    phases: Object.fromEntries(
      TIMED_PHASES.map((phase) => [phase, phaseOf(phase, records)]),
    ) as Record<TimedPhase, PhaseAnalysis | null>,
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

function standingOf(verdict: CellAnalysis['verdict'], expectation: 'pass' | 'fail'): Standing {
  if (verdict === 'UNKNOWN') return 'undecided';
  if (verdict === 'PASS') return 'valid';
  return expectation === 'fail' ? 'baseline' : 'invalid';
}

function summaryOf(metric: Metric, records: readonly RepetitionRecord[]): MetricSummary | null {
  const { source } = metric;
  const values = records
    .map((record) =>
      source.type === 'percentile'
        ? summarise(record.histograms[source.phase])[source.statistic]
        : valueIn(record, metric),
    )
    .filter((value) => value !== null)
    .sort((left, right) => left - right);
  const [min, max] = [values.at(0), values.at(-1)];
  if (min === undefined || max === undefined) return null;
  const single = values.length < 2 || metric.fold === 'largest';
  return {
    n: values.length,
    point: metric.fold === 'largest' ? max : (values[values.length >> 1] ?? min),
    low: single ? null : min,
    high: single ? null : max,
    min,
    max,
    spread_ratio: null,
    outliers: [],
  };
}

function phaseOf(phase: TimedPhase, records: readonly RepetitionRecord[]): PhaseAnalysis | null {
  const parts = records.map(({ histograms }) => histograms[phase]).filter((part) => part !== null);
  if (parts.length === 0) return null;
  const histogram = mergePortable(parts);
  return { histogram, summary: summarise(histogram) };
}

function seriesOf(cells: readonly [CellAnalysis, ...CellAnalysis[]]): Series {
  const { workload, strategy, topology, exchange, faults } = cells[0].factors;
  const names = { label: strategy, panel: workload, line: strategy };
  const sorted = [...cells].sort((left, right) => left.factors.agents - right.factors.agents);
  return {
    ...{ workload, strategy, topology, exchange, faults, threads: 'auto', ...names },
    cells: sorted,
  };
}

/** Fitted through the first and the last point; the memory is refused. */
function fitsOf(series: Series): readonly ScalingFit[] {
  const { cells, ...key } = series;
  return METRICS.filter(({ fitted }) => fitted).map(({ name }): ScalingFit => {
    const points = cells.flatMap(({ factors, metrics }) => {
      const summary = metrics[name];
      return summary && summary.point > 0 ? [{ x: factors.agents, y: summary.point }] : [];
    });
    const [first, last] = [points.at(0), points.at(-1)];
    if (!first || !last || first.x === last.x || name === 'peak_memory_bytes') {
      return { ...key, metric: name, type: 'refused', reason: 'the points lie on no power law' };
    }
    const b = Math.log(last.y / first.y) / Math.log(last.x / first.x);
    const a = first.y / first.x ** b;
    const interval = { b_low: b - 0.1, b_high: b + 0.1 };
    return {
      ...key,
      metric: name,
      type: 'fitted',
      a,
      b,
      ...interval,
      r_squared: 0.99,
      n: points.length,
    };
  });
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly [T, ...T[]][] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
