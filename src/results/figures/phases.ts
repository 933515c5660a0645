// Where the time to converge goes: writing, exchanging, reading, stacked, per strategy and number of
// agents. Once in milliseconds, and once as shares, because times that grow with a power of the number of
// agents leave the small sizes without a pixel.

import type { Json } from '../../model/json.js';
import type { AnalysedStudy } from '../analysis/analysis.js';
import { NUMBER_LABEL } from './axes.js';
import { figureOf } from './facets.js';
import type { Figure, FigureSpec } from './figure.js';
import { phaseRows, type PhaseRow } from './phase-rows.js';
import { looksOf } from './theme.js';

/** How the parts are stacked. */
interface Stacking {
  readonly title: string;
  readonly stack: 'zero' | 'normalize';
  readonly axis: Readonly<Record<string, Json>>;
  readonly unit: string;
}

export const PHASE_TIMES: Figure = figureFor('phase-times', {
  title: 'Where the time to converge goes',
  stack: 'zero',
  unit: 'time (ms)',
  axis: { labelExpr: NUMBER_LABEL, tickCount: 4 },
});

export const PHASE_SHARES: Figure = figureFor('phase-shares', {
  title: 'Where the time to converge goes, as shares of it',
  stack: 'normalize',
  unit: 'share of the time',
  axis: { format: '.0%', values: [0, 0.25, 0.5, 0.75, 1] },
});

/** Light, dark and medium, so that neighbours differ in grayscale; none is the colour of a strategy alone. */
const PHASES = [
  { phase: 'write', colour: '#F0E442' },
  { phase: 'exchange', colour: '#0072B2' },
  { phase: 'read', colour: '#C8A2C8' },
] as const satisfies readonly { phase: PhaseRow['phase']; colour: string }[];

const PANEL_WIDTH_PX = 150;
const PANEL_HEIGHT_PX = 130;

function figureFor(name: string, stacking: Stacking): Figure {
  return { name, specOf: (study) => stacked(study, stacking) };
}

function stacked(study: AnalysedStudy, { title, ...stacking }: Stacking): FigureSpec | null {
  const rows = phaseRows(study);
  if (rows.length === 0) return null;
  const failed = rows.some(({ standing }) => standing !== 'valid');
  return figureOf(
    {
      title,
      subtitle: [`medians over the repetitions${failed ? '; pale: did not pass' : ''}`],
      description: `Times of writing, exchanging and reading, by number of agents, in one panel per workload and strategy. The longest exchange takes ${longest(rows)} ms.`,
    },
    rows.map((row) => ({ ...row, order: PHASES.findIndex(({ phase }) => phase === row.phase) })),
    {
      facet: facetOf(study, rows),
      spec: {
        width: PANEL_WIDTH_PX,
        height: PANEL_HEIGHT_PX,
        mark: { type: 'bar', stroke: '#222222', strokeWidth: 0.4 },
        encoding: encodingOf(rows, stacking),
      },
    },
  );
}

function facetOf(study: AnalysedStudy, rows: readonly PhaseRow[]): Json {
  const workloads = [...new Set(rows.map(({ workload }) => workload))];
  const series = looksOf(study).map((look) => look.series);
  return {
    row: { field: 'workload', type: 'nominal', sort: workloads, title: null },
    column: { field: 'series', type: 'nominal', sort: series, title: null },
  };
}

function encodingOf(
  rows: readonly PhaseRow[],
  { stack, unit, axis }: Omit<Stacking, 'title'>,
): Json {
  const sizes = [...new Set(rows.map(({ agents }) => agents))].sort((left, right) => left - right);
  const scale = {
    domain: PHASES.map(({ phase }) => phase),
    range: PHASES.map(({ colour }) => colour),
  };
  return {
    x: {
      ...{ field: 'agents', type: 'ordinal', title: 'agents', sort: sizes },
      axis: { labelAngle: 0, labelOverlap: 'greedy' },
    },
    y: {
      ...{ field: 'value_ms', type: 'quantitative', aggregate: 'sum', stack },
      ...{ title: unit, axis },
    },
    fill: { field: 'phase', type: 'nominal', scale, legend: { title: 'phase' } },
    fillOpacity: { condition: { test: "datum.standing === 'valid'", value: 1 }, value: 0.45 },
    order: { field: 'order', type: 'quantitative' },
    detail: { field: 'standing', type: 'nominal' },
  };
}

function longest(rows: readonly PhaseRow[]): number {
  const exchanges = rows.filter(({ phase }) => phase === 'exchange').map((row) => row.value_ms);
  return Number(Math.max(...exchanges).toPrecision(3));
}
