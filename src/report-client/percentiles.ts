// The percentiles figure: the distribution of one step's latencies, with the tail stretched out.

import type { PageData, PagePercentiles } from '../results/report/page-data.js';
import { failedText, isOf, labelOf } from './cells.js';
import { Chart } from './chart.js';
import { fillTable, indexIn, onChoice } from './page.js';

export function enablePercentiles(data: PageData): void {
  if (data.percentiles.length === 0) return;
  const phases = [...new Set(data.percentiles.map(({ phase }) => phase))];
  const chart = new Chart('percentiles');
  onChoice('percentiles', (choices) => {
    const phase = phases[indexIn(choices, 'phase')] ?? '';
    const workload = indexIn(choices, 'workload');
    const shown = data.percentiles.filter(
      (curve) => curve.phase === phase && isOf(data, workload, curve.cell),
    );
    chart.draw(drawingOf(data, phase, workload, shown));
    fillTable(
      'percentiles-numbers',
      shown.map((curve) => textsOf(data, curve)),
    );
  });
}

function drawingOf(
  data: PageData,
  phase: string,
  workload: number,
  shown: readonly PagePercentiles[],
) {
  const cells = new Set(shown.map(({ cell }) => data.cells[cell]));
  const name = data.workloads[workload] ?? '';
  return {
    spec: data.specs.percentiles,
    data: { points: shown.flatMap((curve) => pointRows(data, curve)) },
    signals: { y_title: `Latency of one ${phase} (ms)`, ...axisOf(data, phase, workload) },
    label: `Latency of one ${phase} by percentile, workload ${name}. ${shown.map((curve) => spoken(data, curve)).join(' ')}`,
    caption: [
      `${name}: latency of one ${phase} by percentile. Marks: p50, p90, p99 and on.`,
      failedText(data, workload, (cell) => cells.has(cell)),
    ].join(' '),
  };
}

function axisOf({ percentile_axes }: PageData, phase: string, workload: number) {
  const found = percentile_axes.find((one) => one.phase === phase && one.workload === workload);
  return found ? { y_domain: found.axis.domain, y_ticks: found.axis.ticks } : {};
}

/** 2 is the median, 10 the 90th percentile, 100 the 99th. */
const MARKED = new Set([2, 10, 100, 1_000, 10_000]);

function pointRows(data: PageData, { cell: place, points }: PagePercentiles): readonly object[] {
  const cell = data.cells[place];
  if (!cell) return [];
  const label = labelOf(data, cell.label);
  return points.map(([inverse, value_ms]) => ({
    ...{ label, inverse, value_ms, valid: cell.valid, marked: MARKED.has(inverse) },
    lines: [
      `${label}, ${cell.agents} agents`,
      `p${percentText(inverse)}: ${Number(value_ms.toPrecision(3))} ms`,
      cell.judged,
    ],
  }));
}

/** As many nines as there are. */
function percentText(inverse: number): string {
  const decimals = Math.max(Math.ceil(Math.log10(inverse)) - 1, 1);
  return String(Number((100 - 100 / inverse).toFixed(decimals)));
}

/** Count, p50, p90, p99, p99.9, max. */
function spoken(data: PageData, { cell, texts }: PagePercentiles): string {
  const [, median = '', , p99 = ''] = texts;
  return `${labelOf(data, data.cells[cell]?.label ?? -1)}: median ${median}, p99 ${p99}.`;
}

function textsOf(data: PageData, { cell: place, texts }: PagePercentiles): readonly string[] {
  const cell = data.cells[place];
  return [labelOf(data, cell?.label ?? -1), String(cell?.agents ?? ''), ...texts];
}
