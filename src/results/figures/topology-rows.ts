// The rows of figures that compare how blobs spread: one per cell without faults and metric, and the most
// passes that a topology may take.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, CellAnalysis, Series } from '../analysis/analysis.js';
import { NO_FAULTS } from '../analysis/cell-id.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { displayOf } from './display.js';
import { cellRow } from './rows.js';
import type { TwoLooked } from './two-looks.js';
import { isVaried, wayNamer } from './ways.js';

export interface TopologyRow extends TwoLooked {
  readonly kind: 'point' | 'bound';
  readonly metric: MetricName;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
}

/** In the unit of {@link displayOf}; empty where all cells without faults have one topology. */
export function topologyRows(
  { series }: AnalysedStudy,
  metrics: readonly MetricName[],
): readonly TopologyRow[] {
  const clean = series.filter(({ faults }) => faults === NO_FAULTS);
  if (!isVaried(clean, 'topology')) return [];
  const wayOf = wayNamer(clean);
  return metrics.flatMap((metric) =>
    clean.flatMap((one) =>
      one.cells.flatMap((cell) => rowsOf(one, cell, { metric, way: wayOf(one) })),
    ),
  );
}

function rowsOf(
  series: Series,
  cell: CellAnalysis,
  { metric, way }: Pick<TopologyRow, 'metric' | 'way'>,
): readonly TopologyRow[] {
  const summary = cell.metrics[metric];
  const { divisor } = displayOf(metricOf(metric));
  if (!summary) return [];
  const { point, low, high, n } = summary;
  const strategy = printable(series.strategy);
  const row = {
    ...{ ...cellRow({ panel: series.workload, line: series.line }, cell), metric, strategy, way },
    ...{ value: point / divisor, n },
    low: low === null ? null : low / divisor,
    high: high === null ? null : high / divisor,
  };
  const most = metric === 'exchange_rounds' ? mostPasses(cell) : null;
  return [
    { kind: 'point', ...row },
    ...(most === null ? [] : [{ kind: 'bound', ...row, value: most } as const]),
  ];
}

/** The passes before the heal, and all that the heal may take. */
function mostPasses({ shown }: CellAnalysis): number | null {
  const { exchange_rounds, heal_rounds, rounds_bound } = shown;
  if (exchange_rounds === null || heal_rounds === null || rounds_bound === null) return null;
  return exchange_rounds - heal_rounds + rounds_bound;
}
