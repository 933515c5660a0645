// The scaling chart: marks with intervals, lines between them, and the fitted laws. Title, ends and ticks of
// the value axis are signals, which the page sets.

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

const LOG_AGENTS = { type: 'log', base: 2, nice: false } as const;

/** How agents and values are laid out; `symlog` is logarithmic with a place for 0. */
export const SCALES = {
  log: { x: LOG_AGENTS, y: { ...FROM_PAGE, type: 'log' }, y_axis: TICKS_FROM_PAGE },
  symlog: {
    x: LOG_AGENTS,
    y: { ...FROM_PAGE, type: 'symlog', constant: 1 },
    y_axis: TICKS_FROM_PAGE,
  },
  linear: { x: { type: 'linear', zero: true }, y: { ...FROM_PAGE, type: 'linear' }, y_axis: {} },
} as const;

/** `sizes`: every number of agents of the study, ascending. */
export function scalingSpec(
  labels: readonly string[],
  sizes: readonly number[],
  scales: (typeof SCALES)[keyof typeof SCALES],
): VegaLiteSpec {
  const axis = { ...numberAxis('y_title'), ...scales.y_axis };
  const y = { field: 'value', type: 'quantitative', scale: scales.y, axis };
  const dodge = { xOffset: { expr: 'datum.dodge' } };
  return {
    ...frame('points', 320),
    params: SIGNALS,
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
      { mark: { ...LINE, opacity: 0.45, ...dodge }, encoding: { y } },
      {
        data: { name: 'laws' },
        mark: { ...LINE, strokeWidth: 2.5, strokeDash: [1, 5], strokeCap: 'round', ...dodge },
        encoding: { y },
      },
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
