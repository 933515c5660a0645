// The page's charts as Vega specifications without data: compiled here, so that the page needs no compiler.
// Colours are CSS variables, so that light, dark and print need no drawing again.

import type { Json } from '../../model/json.js';
import { NUMBER_LABEL } from '../figures/axes.js';
import { compileFigure } from '../figures/svg.js';
import type { PageSpecs } from './page-data.js';

/** As many as the style sheet has colours for; beyond, they repeat. */
export const COLOURS = 8;
export const SHAPES = ['circle', 'square', 'triangle-up', 'diamond', 'cross'] as const;
export const PHASES = ['write', 'exchange', 'read'] as const;

/** `sizes`: every number of agents of the study, ascending. */
export function pageSpecs(labels: readonly string[], sizes: readonly number[]): PageSpecs {
  return {
    scaling_log: compiled(scalingSpec(labels, sizes, SCALES.log)),
    scaling_symlog: compiled(scalingSpec(labels, sizes, SCALES.symlog)),
    scaling_linear: compiled(scalingSpec(labels, sizes, SCALES.linear)),
    percentiles: compiled(percentilesSpec(labels)),
    phases: compiled(phasesSpec()),
  };
}

function compiled(spec: VegaLiteSpec): object {
  return compileFigure(spec).spec;
}

type VegaLiteSpec = Readonly<Record<string, Json>>;

const FROM_PAGE = { domain: { expr: 'y_domain' }, nice: false } as const;
const TICKS_FROM_PAGE = { values: { expr: 'y_ticks' } } as const;
const LOG_AGENTS = { type: 'log', base: 2, nice: false } as const;

/** How agents and values are laid out; `symlog` is logarithmic with a place for 0. */
const SCALES = {
  log: { x: LOG_AGENTS, y: { ...FROM_PAGE, type: 'log' }, y_axis: TICKS_FROM_PAGE },
  symlog: {
    x: LOG_AGENTS,
    y: { ...FROM_PAGE, type: 'symlog', constant: 1 },
    y_axis: TICKS_FROM_PAGE,
  },
  linear: { x: { type: 'linear', zero: true }, y: { ...FROM_PAGE, type: 'linear' }, y_axis: {} },
} as const;

function scalingSpec(
  labels: readonly string[],
  sizes: readonly number[],
  scales: (typeof SCALES)[keyof typeof SCALES],
): VegaLiteSpec {
  const axis = { ...valueAxis('y_title'), ...scales.y_axis };
  const y = { field: 'value', type: 'quantitative', scale: scales.y, axis };
  const dodge = { xOffset: { expr: 'datum.dodge' } };
  return {
    ...frame('points', 320),
    params: [
      { name: 'y_title', value: '' },
      { name: 'y_domain', value: [0.1, 1] },
      { name: 'y_ticks', value: [] },
    ],
    encoding: {
      x: {
        field: 'agents',
        type: 'quantitative',
        scale: { ...scales.x, padding: 16 },
        axis: { title: 'Agents', values: sizes, format: ',d', grid: false },
      },
      color: colourOf(labels),
    },
    layer: [
      { data: { name: 'laws' }, mark: { ...LINE, strokeDash: [2, 4] }, encoding: { y } },
      { mark: { ...LINE, opacity: 0.75, ...dodge }, encoding: { y } },
      {
        mark: { type: 'rule', strokeWidth: 1.5, ...dodge },
        encoding: { y: { ...y, field: 'low' }, y2: { field: 'high' } },
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
      },
      {
        mark: { ...POINT, size: 70, ...dodge },
        encoding: { y, shape: shapeOf(labels), fill: fillOf(labels) },
      },
    ],
  };
}

function percentilesSpec(labels: readonly string[]): VegaLiteSpec {
  const encoding = {
    x: {
      field: 'inverse',
      type: 'quantitative',
      scale: { type: 'log', nice: false },
      axis: {
        title: 'Percentile',
        values: [1, 2, 10, 100, 1_000, 10_000, 100_000, 1_000_000],
        labelExpr: "datum.value === 1 ? '0' : format(100 - 100 / datum.value, '~f')",
        grid: true,
      },
    },
    y: {
      field: 'value_ms',
      type: 'quantitative',
      scale: { type: 'log', nice: true },
      axis: valueAxis('y_title'),
    },
    color: colourOf(labels),
  };
  return {
    ...frame('points', 280),
    params: [{ name: 'y_title', value: '' }],
    encoding,
    layer: [
      { mark: { ...LINE, strokeWidth: 2, interpolate: 'step-after' } },
      { mark: { ...POINT, size: 90, opacity: 0, filled: true } },
      {
        mark: { ...POINT, size: 50 },
        transform: [{ filter: 'datum.marked' }],
        encoding: { shape: shapeOf(labels), fill: fillOf(labels) },
      },
    ],
  };
}

function phasesSpec(): VegaLiteSpec {
  return {
    ...frame('parts', { step: 34 }),
    mark: { type: 'bar', height: 18, tooltip: { content: 'data' } },
    encoding: {
      y: {
        field: 'label',
        type: 'nominal',
        sort: null,
        axis: { title: null, ticks: false, domain: false, labelLimit: 140, labelPadding: 8 },
      },
      x: {
        field: 'value_ms',
        type: 'quantitative',
        stack: 'zero',
        axis: { ...valueAxis(null), title: 'Time (ms)', grid: true },
      },
      order: { field: 'order', type: 'quantitative' },
      opacity: { condition: { test: 'datum.valid', value: 1 }, value: 0.45 },
      color: {
        field: 'phase',
        type: 'nominal',
        scale: { domain: PHASES, range: PHASES.map((_, index) => `var(--phase-${index + 1})`) },
        legend: null,
      },
    },
  };
}

const POINT = {
  type: 'point',
  strokeWidth: 1.75,
  opacity: 1,
  tooltip: { content: 'data' },
} as const;
const LINE = { type: 'line', strokeWidth: 1.5, clip: true } as const;

function frame(data: string, height: number | { readonly step: number }): VegaLiteSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    data: { name: data },
    width: 640,
    height,
    padding: 2,
    autosize: { type: 'fit-x', contains: 'padding' },
    background: 'transparent',
    config: THEME,
  };
}

/** Few labels, and none that needs an exponent. */
function valueAxis(title_signal: string | null) {
  return {
    ...(title_signal === null ? {} : { title: { signal: title_signal } }),
    labelExpr: NUMBER_LABEL,
    tickCount: 5,
    labelOverlap: 'greedy',
  };
}

function colourOf(labels: readonly string[]) {
  return { field: 'label', type: 'nominal', scale: coloursOf(labels), legend: null };
}

function coloursOf(labels: readonly string[]) {
  return { domain: labels, range: labels.map((_, index) => colourVariable(index)) };
}

/** What is not valid is hollow. */
function fillOf(labels: readonly string[]) {
  return {
    condition: {
      test: 'datum.valid',
      field: 'label',
      type: 'nominal',
      scale: coloursOf(labels),
      legend: null,
    },
    value: 'var(--paper)',
  };
}

function shapeOf(labels: readonly string[]) {
  const range = labels.map((_, index) => shapeName(index));
  return { field: 'label', type: 'nominal', scale: { domain: labels, range }, legend: null };
}

export function colourVariable(index: number): string {
  return `var(--series-${(index % COLOURS) + 1})`;
}

export function shapeName(index: number): (typeof SHAPES)[number] {
  return SHAPES[index % SHAPES.length] ?? 'circle';
}

const TEXT = { labelColor: 'var(--muted)', titleColor: 'var(--ink)' } as const;

const THEME = {
  font: 'system-ui, sans-serif',
  view: { stroke: null },
  axis: {
    ...TEXT,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 10,
    domainColor: 'var(--rule-strong)',
    tickColor: 'var(--rule-strong)',
    gridColor: 'var(--rule)',
  },
} as const;
