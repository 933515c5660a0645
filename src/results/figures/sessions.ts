// Races for sessions against the number of agents: what calls of the store cost, how many turns land, and how
// often agents stand in each other's way. One panel per metric, a curve for each store; nothing of merging.

import type { AnalysedStudy } from '../analysis/analysis.js';
import { metricOf, type MetricName } from '../analysis/metric.js';
import { racesOf } from '../analysis/parts.js';
import { costAxis, type Axis } from './axes.js';
import { panelOf } from './curve-panel.js';
import { capitalised, titleOf } from './display.js';
import { figureOf } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { fitRows, scalingRows, type FitRow, type ScalingRow } from './rows.js';
import { looksOf, type SeriesLook } from './theme.js';

interface RaceFigure {
  readonly name: string;
  readonly title: string;
  /** A panel each, row by row. */
  readonly metrics: readonly (readonly MetricName[])[];
}

const OPERATIONS: RaceFigure = {
  name: 'session-operations',
  title: 'Session operations against the number of agents',
  metrics: [
    ['claim_p50_ns', 'claim_p99_ns'],
    ['commit_p50_ns', 'commit_p99_ns'],
  ],
};

const THROUGHPUT: RaceFigure = {
  name: 'session-throughput',
  title: 'Turns of sessions against the number of agents',
  metrics: [['turns_per_second']],
};

const CONTENTION: RaceFigure = {
  name: 'session-contention',
  title: 'Contention for sessions against the number of agents',
  metrics: [['contended_attempts', 'rejections']],
};

export const SESSION_FIGURES: readonly Figure[] = [OPERATIONS, THROUGHPUT, CONTENTION].map(
  (figure) => ({ name: figure.name, specOf: (study) => specOf(study, figure) }),
);

/** Rows of one panel; all panels of a figure are drawn from one table. */
interface Panel {
  readonly metric: MetricName;
  readonly points: readonly ScalingRow[];
  readonly fits: readonly FitRow[];
  readonly values: Axis;
}

function specOf(study: AnalysedStudy, { title, metrics }: RaceFigure): FigureSpec | null {
  const races = racesOf(study);
  const lines = metrics
    .map((names) => names.flatMap((name) => panelFor(races, name) ?? []))
    .filter((panels) => panels.length > 0);
  const panels = lines.flat();
  if (panels.length === 0) return null;
  const looks = looksOf(races);
  const heading = { title, subtitle: [subtitleOf(panels)], description: descriptionOf(panels) };
  return figureOf(heading, panels.flatMap(rowsOf), {
    vconcat: lines.map((line) => ({ hconcat: line.map((panel) => viewOf(panel, looks)) })),
  });
}

function panelFor(races: AnalysedStudy, metric: MetricName): Panel | null {
  const points = scalingRows(races, metric);
  if (points.length === 0) return null;
  const values = costAxis(
    points.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]),
  );
  return { metric, points, fits: values.type === 'log' ? fitRows(races, metric) : [], values };
}

/** `kind` tells marks apart within a panel, and `metric` the panels. */
function rowsOf({ metric, points, fits }: Panel): readonly object[] {
  return [
    ...points.map((row) => ({ kind: 'point', metric, ...row, nudge_px: 0 })),
    ...fits.map((row) => ({ kind: 'fit', metric, ...row })),
  ];
}

function viewOf({ metric, points, values }: Panel, all: readonly SeriesLook[]) {
  const title = titleOf(metricOf(metric));
  const looks = all.filter(({ series }) => points.some((row) => row.series === series));
  const panel = panelOf({ title, rows: points, looks, values, exponents_px: 0 });
  return { transform: [{ filter: `datum.metric === '${metric}'` }], ...panel };
}

function subtitleOf(panels: readonly Panel[]): string {
  const rows = panels.flatMap(({ points }) => points);
  const isMerged = panels.some(({ metric }) => metricOf(metric).source.type === 'percentile');
  return [
    isMerged ? 'read off the merged histogram' : 'median over the repetitions',
    ...(rows.some(({ low }) => low !== null) ? ['bars: 95 % intervals'] : []),
    ...(panels.some(({ fits }) => fits.length > 0) ? ['dashed: fitted power law'] : []),
  ].join('; ');
}

function descriptionOf(panels: readonly Panel[]): string {
  const titles = panels.map(({ metric }) => capitalised(titleOf(metricOf(metric))));
  const agents = panels.flatMap(({ points }) => points.map((row) => row.agents));
  const range = `from ${Math.min(...agents)} to ${Math.max(...agents)}`;
  return `By number of agents, ${range}, and by session store, in a panel each: ${titles.join('; ')}.`;
}
