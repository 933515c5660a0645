// What is different about a cell under faults, beside its twin without them. Counts differ or they do not;
// of costs only what their intervals leave no doubt about.

import type { CellAnalysis, MetricSummary } from './analysis.js';
import type { MetricName } from './metric.js';
import type { FaultedCell } from './twin.js';

/** Short texts; none where there is no twin, or nothing differs. */
export function differencesFromTwin({ cell, twin }: FaultedCell): readonly string[] {
  if (twin === null) return [];
  return [
    ...FINDINGS.flatMap((finding) => changeOf(finding, cell, twin)),
    ...COSTS.flatMap((cost) => ratioOf(cost, cell, twin)),
  ];
}

interface Finding {
  readonly label: string;
  readonly valueOf: (cell: CellAnalysis) => string | number | boolean | null;
}

const FINDINGS: readonly Finding[] = [
  { label: 'outcome', valueOf: ({ outcome }) => outcome },
  { label: 'converged', valueOf: ({ converged }) => converged },
  count('lost', 'writes_lost'),
  count('arbitrated', 'writes_arbitrated'),
  count('escalations', 'escalations'),
  count('escalations missed', 'escalations_missed'),
  { label: 'not delivered', valueOf: ({ shown }) => shown.writes_not_delivered },
  { label: 'unacknowledged', valueOf: ({ shown }) => shown.writes_unacknowledged },
  { label: 'rejected', valueOf: ({ shown }) => shown.writes_rejected },
];

const COSTS = [
  { label: 'time', metric: 'converge_ns' },
  { label: 'bytes', metric: 'bytes_exchanged' },
  { label: 'passes', metric: 'exchange_rounds' },
] as const satisfies readonly { readonly label: string; readonly metric: MetricName }[];

function count(label: string, metric: MetricName): Finding {
  return { label, valueOf: ({ metrics }) => metrics[metric]?.point ?? null };
}

/** `lost 3, not 0`. */
function changeOf(
  { label, valueOf }: Finding,
  cell: CellAnalysis,
  twin: CellAnalysis,
): readonly string[] {
  const [faulted, clean] = [valueOf(cell), valueOf(twin)];
  return faulted === clean ? [] : [`${label} ${textOf(faulted)}, not ${textOf(clean)}`];
}

function textOf(value: ReturnType<Finding['valueOf']>): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === null ? 'unknown' : String(value);
}

/** `time x1.84`. */
function ratioOf(
  { label, metric }: (typeof COSTS)[number],
  cell: CellAnalysis,
  twin: CellAnalysis,
): readonly string[] {
  const [faulted, clean] = [cell.metrics[metric], twin.metrics[metric]];
  if (!faulted || !clean || clean.point === 0 || !areApart(faulted, clean)) return [];
  return [`${label} ×${(faulted.point / clean.point).toFixed(2)}`];
}

/** Without an interval a point stands for it. */
function areApart(one: MetricSummary, other: MetricSummary): boolean {
  const [low, high] = [one.low ?? one.point, one.high ?? one.point];
  return low > (other.high ?? other.point) || high < (other.low ?? other.point);
}
