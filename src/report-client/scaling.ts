// The scaling figure: one metric of one workload over the number of agents, its laws and its numbers.

import type { PageData, PageLaw, PageMetric, PagePoint } from '../results/report/page-data.js';
import { Chart, type Drawing } from './chart.js';
import { failedText, isOf, labelOf } from './cells.js';
import { fillTable, indexIn, onChoice, type Choices } from './page.js';
import type { Spoken } from './tooltip.js';

export function enableScaling(data: PageData): void {
  if (data.metrics.length === 0) return;
  const chart = new Chart('scaling');
  onChoice('scaling', (choices) => {
    const view = viewOf(data, choices);
    if (!view) return;
    chart.draw(drawingOf(data, view));
    fillTable(
      'scaling-laws',
      view.laws.map(({ label, texts }) => [data.labels[label] ?? '', ...texts]),
    );
    fillTable(
      'scaling-numbers',
      view.rows.map(({ texts }) => texts),
    );
  });
}

type Scale = 'log' | 'symlog' | 'linear';

/** What was chosen, and what there is to see of it. */
interface ScalingView {
  readonly metric: PageMetric;
  readonly workload: number;
  readonly scale: Scale;
  readonly rows: readonly PointRow[];
  readonly laws: readonly PageLaw[];
}

interface PointRow extends Spoken {
  readonly label: string;
  readonly agents: number;
  readonly valid: boolean;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly dodge: number;
  readonly value_text: string;
  readonly texts: readonly string[];
}

function viewOf(data: PageData, choices: Choices): ScalingView | null {
  const metric = data.metrics[indexIn(choices, 'metric')];
  const workload = indexIn(choices, 'workload');
  if (!metric) return null;
  const points = metric.points.filter(([cell]) => isOf(data, workload, cell));
  return {
    metric,
    workload,
    scale: choices.get('scale') === 'linear' ? 'linear' : (metric.axes[workload]?.type ?? 'log'),
    rows: points.flatMap((point) => pointRow(data, metric, point)),
    laws: metric.laws.filter((law) => law.workload === workload),
  };
}

/** Marks that would hide each other stand side by side, however many there are. */
const MAX_DODGE_PX = 5;
const MAX_SPREAD_PX = 24;

function dodgePx(label: number, count: number): number {
  return (label - (count - 1) / 2) * Math.min(MAX_DODGE_PX, MAX_SPREAD_PX / count);
}

function pointRow(
  { cells, labels }: PageData,
  { title }: PageMetric,
  [place, n, value, low, high, value_text, interval_text]: PagePoint,
): readonly PointRow[] {
  const cell = cells[place];
  if (!cell) return [];
  const { agents, valid, judged } = cell;
  const label = labels[cell.label] ?? '';
  const interval = interval_text === '' ? [] : [`95 % interval ${interval_text}`];
  return [
    {
      ...{ label, agents, valid, value, low, high, value_text },
      dodge: dodgePx(cell.label, labels.length),
      lines: [
        `${label}, ${agents} agents`,
        `${title}: ${value_text}`,
        ...interval,
        `n = ${n}, ${judged}`,
      ],
      texts: [label, String(agents), value_text, interval_text, String(n), judged],
    },
  ];
}

function drawingOf(data: PageData, view: ScalingView): Drawing {
  const { metric, workload, scale, rows, laws } = view;
  const workloadName = data.workloads[workload] ?? '';
  return {
    spec: data.specs[`scaling_${scale}`],
    data: { points: rows, laws: laws.flatMap((law) => lawRows(data, law)) },
    signals: { y_title: metric.title, ...ticksOf(metric, workload, scale) },
    label: `${metric.title} against the number of agents, workload ${workloadName}. ${endsText(rows)}`,
    caption: [
      `${workloadName}: ${metric.title}.`,
      metric.caption,
      ...(laws.some(({ law }) => law !== null) ? ['Dotted: fitted power laws.'] : []),
      ...(scale === 'symlog' ? ['The axis is logarithmic above 1 and linear below.'] : []),
      failedText(data, workload),
    ].join(' '),
  };
}

function ticksOf({ axes }: PageMetric, workload: number, scale: Scale): Drawing['signals'] {
  const axis = axes[workload];
  if (!axis) return {};
  return scale === 'linear'
    ? { y_domain: axis.linear_domain }
    : { y_domain: axis.domain, y_ticks: axis.ticks };
}

/** Where each curve begins and ends. */
function endsText(rows: readonly PointRow[]): string {
  const curves = Map.groupBy(rows, ({ label }) => label);
  return [...curves]
    .map(([label, curve]) => {
      const ends = [...new Set([curve[0], curve.at(-1)])].filter((row) => row !== undefined);
      return `${label}: ${ends.map((row) => `${row.value_text} at ${row.agents} agents`).join(', ')}.`;
    })
    .join(' ');
}

/** Enough for a smooth line where the axes are linear. */
const LAW_STEPS = 24;

function lawRows(data: PageData, { label, law }: PageLaw): readonly object[] {
  if (law === null) return [];
  const { a, b, from, to } = law;
  return Array.from({ length: LAW_STEPS + 1 }, (_, step) => {
    const agents = from * (to / from) ** (step / LAW_STEPS);
    const dodge = dodgePx(label, data.labels.length);
    return { label: labelOf(data, label), agents, value: a * agents ** b, dodge };
  });
}
