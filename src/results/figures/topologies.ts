// Topologies against each other, gossip against mesh: what spreading costs as the number of agents grows. Two
// metrics side by side, a row of panels per workload. Faults are left out: they are a task of their own.

import type { AnalysedStudy } from '../analysis/analysis.js';
import type { MetricName } from '../analysis/metric.js';
import { figureOf } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { topologyPanel } from './topology-panel.js';
import { topologyRows, type TopologyRow } from './topology-rows.js';
import { twoLooksOf } from './two-looks.js';

interface TopologyFigure {
  readonly name: string;
  readonly title: string;
  readonly metrics: readonly MetricName[];
}

/** Time and bytes, with a curve for each strategy over each topology. */
export const TOPOLOGY_COSTS: Figure = figureFor({
  name: 'topologies',
  title: 'What convergence costs over each topology',
  metrics: ['converge_ns', 'bytes_exchanged'],
});

/** How often blobs are sent, and how much of them that is for each write. */
export const TOPOLOGY_PASSES: Figure = figureFor({
  name: 'topology-passes',
  title: 'Passes and bytes that each topology takes',
  metrics: ['exchange_rounds', 'bytes_per_write'],
});

function figureFor(figure: TopologyFigure): Figure {
  return { name: figure.name, specOf: (study) => specOf(study, figure) };
}

function specOf(study: AnalysedStudy, { title, metrics }: TopologyFigure): FigureSpec | null {
  const rows = topologyRows(study, metrics).filter(({ agents }) => agents > 0);
  if (rows.length === 0) return null;
  const looks = twoLooksOf(rows, 'way');
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  const shown = metrics.filter((metric) => rows.some((row) => row.metric === metric));
  return figureOf({ title, subtitle: [subtitleOf(rows)], description: descriptionOf(rows) }, rows, {
    vconcat: workloads.map((workload) => ({
      title: workloads.length === 1 ? '' : workload,
      hconcat: shown.map((metric) =>
        topologyPanel(
          rows.filter((row) => row.metric === metric && row.workload === workload),
          { metric, workload, looks },
        ),
      ),
    })),
  });
}

function subtitleOf(rows: readonly TopologyRow[]): string {
  return [
    'median over the repetitions',
    ...(rows.some(({ low }) => low !== null) ? ['bars: 95 % intervals'] : []),
    ...(rows.some(({ kind }) => kind === 'bound') ? ['dashed: the most that it may take'] : []),
  ].join('; ');
}

function descriptionOf(rows: readonly TopologyRow[]): string {
  const ways = [...new Set(rows.map(({ way }) => way))].join('; ');
  const sizes = rows.map(({ agents }) => agents);
  return `By number of agents, from ${Math.min(...sizes)} to ${Math.max(...sizes)}, by strategy and over ${ways}, in two panels per workload.`;
}
