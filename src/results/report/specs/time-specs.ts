// The charts about time: a distribution whose tail is stretched out, and bars of phases.

import {
  frame,
  FROM_PAGE,
  LINE,
  numberAxis,
  POINT,
  SIGNALS,
  TICKS_FROM_PAGE,
  type VegaLiteSpec,
} from './frame.js';
import { colourOf, fillOf, shapeOf } from './looks.js';

export const PHASES = ['write', 'exchange', 'read'] as const;

export function percentilesSpec(labels: readonly string[]): VegaLiteSpec {
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
      scale: { ...FROM_PAGE, type: 'log' },
      axis: { ...numberAxis('y_title'), ...TICKS_FROM_PAGE },
    },
    color: colourOf(labels),
  };
  return {
    ...frame('points', 280),
    params: SIGNALS,
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

export function phasesSpec(): VegaLiteSpec {
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
        axis: { ...numberAxis(null), title: 'Time (ms)', grid: true },
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
