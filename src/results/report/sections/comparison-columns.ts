// The columns of the comparison table, in the order of the public contract.

import type { CellAnalysis, Factors, MetricSummary } from '../../analysis/analysis.js';
import { markup, type Content } from '../html.js';
import { significant, whole } from '../../quantity.js';
import { verdictBadge } from './verdict-badge.js';

export interface ComparisonColumn {
  readonly heading: string;
  readonly align: 'left' | 'right';
  /** What a cell of it is: the row's name, a finding, or a cost that only valid rows may be compared by. */
  readonly role: 'name' | 'finding' | 'cost';
  readonly cell: (cell: CellAnalysis) => Content;
}

/** As many as tell the cells of one body apart, and those of the contract. */
export function comparisonColumns(
  bodies: readonly (readonly CellAnalysis[])[],
): readonly ComparisonColumn[] {
  const differing = DISTINGUISHING.filter((factor) =>
    bodies.some((cells) => new Set(cells.map(({ factors }) => factors[factor])).size > 1),
  );
  return [
    { heading: 'workload', align: 'left', role: 'name', cell: ({ factors }) => factors.workload },
    { heading: 'strategy', align: 'left', role: 'name', cell: ({ factors }) => factors.strategy },
    ...differing.map(factorColumn),
    ...FINDINGS,
    ...COSTS,
  ];
}

const DISTINGUISHING = [
  'topology',
  'exchange',
  'faults',
  'threads',
  'agents',
] as const satisfies readonly (keyof Factors)[];

function factorColumn(factor: (typeof DISTINGUISHING)[number]): ComparisonColumn {
  return {
    heading: factor,
    align: 'left',
    role: 'finding',
    cell: ({ factors }) => factors[factor],
  };
}

const FINDINGS: readonly ComparisonColumn[] = [
  {
    ...{ heading: 'verdict', align: 'left', role: 'finding' },
    cell: ({ verdict, standing }) =>
      standing === 'baseline'
        ? markup`${verdictBadge(verdict)} <small>as expected</small>`
        : verdictBadge(verdict),
  },
  { ...text('outcome'), cell: ({ outcome }) => outcome ?? NONE },
  { ...text('converged'), cell: ({ converged }) => choice(converged, 'yes', 'no') },
  { ...number('writes_lost'), cell: ({ metrics }) => count(metrics.writes_lost) },
  {
    ...text('attrib'),
    cell: ({ attribution_complete }) => choice(attribution_complete, 'full', 'PARTIAL'),
  },
  { ...number('escals'), cell: ({ metrics }) => count(metrics.escalations) },
];

const COSTS: readonly ComparisonColumn[] = [
  { ...number('model_calls'), cell: ({ metrics }) => count(metrics.model_calls) },
  {
    ...{ heading: 'latency_ms', align: 'right', role: 'cost' },
    cell: ({ metrics }) => estimate(metrics.converge_ns, 1e6),
  },
  {
    ...{ heading: 'peak_mem_kb', align: 'right', role: 'cost' },
    cell: ({ metrics }) => estimate(metrics.peak_memory_bytes, 1024),
  },
];

/** What each heading stands for. */
export const MEANINGS: readonly (readonly [string, string])[] = [
  ['verdict', 'the worst over all repetitions: FAIL, then UNKNOWN, then PASS'],
  ['outcome', 'how the end state came about'],
  ['converged', 'whether all replicas ended with the same content'],
  ['writes_lost', 'contributions to sets and texts that were delivered and are absent'],
  ['attrib', 'whether every contribution can still be traced to who made it'],
  ['escals', 'conflicts surfaced instead of decided, at one replica'],
  ['model_calls', 'calls of the model that judges conflicts, at one replica'],
  [
    'latency_ms',
    'from the first write until all replicas have read the merged state, milliseconds',
  ],
  ['peak_mem_kb', 'peak heap and external memory of all threads together, KiB'],
];

const NONE = '–';

function text(heading: string) {
  return { heading, align: 'left', role: 'finding' } as const;
}

function number(heading: string) {
  return { heading, align: 'right', role: 'finding' } as const;
}

function choice(value: boolean | null, yes: string, no: string): string {
  return value === null ? NONE : value ? yes : no;
}

function count(summary: MetricSummary | null): string {
  return summary === null ? NONE : whole(summary.point);
}

/** The point, and under it the interval. */
function estimate(summary: MetricSummary | null, divisor: number): Content {
  if (summary === null) return NONE;
  const { point, low, high } = summary;
  if (low === null || high === null) return significant(point / divisor);
  const range = [low, high].map((bound) => significant(bound / divisor)).join(' to ');
  return markup`${significant(point / divisor)} <small>${range}</small>`;
}
