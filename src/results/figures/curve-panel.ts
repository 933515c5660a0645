// One panel of curves over the number of agents: fitted power laws under the curves, intervals, points.

import type { Json } from '../../model/json.js';
import { agentsAxis, type Axis } from './axes.js';
import { capitalised } from './display.js';
import { colourOf } from './legends.js';
import { pointLayers } from './points.js';
import type { ScalingRow } from './rows.js';
import { HEIGHT_PX, WIDTH_PX, type SeriesLook } from './theme.js';

type Channels = Readonly<Record<string, Json>>;

export interface CurvePanel {
  /** That of the values, with unit. */
  readonly title: string;
  readonly rows: readonly ScalingRow[];
  readonly looks: readonly SeriesLook[];
  readonly values: Axis;
  /** How wide the exponents are that are written at the ends of curves; 0 where there are none. */
  readonly exponents_px: number;
}

/** A view of a table in which `kind` is point, fit or exponent. */
export function panelOf({ title, rows, looks, values, exponents_px }: CurvePanel): Channels {
  const sizes = rows.map((row) => row.agents);
  const agents = agentsAxis(
    sizes,
    exponents_px === 0 ? 0 : (EXPONENT_DX + exponents_px) / WIDTH_PX,
  );
  const x = channel('agents', 'agents', agents);
  const y = channel('value', capitalised(title), values);
  const place = { x, y, color: colourOf(looks) };
  const bar = { ...place, y: { ...y, field: 'low' }, y2: { field: 'high' } };
  const text = { ...place, text: { field: 'text', type: 'nominal' } };
  const points = { place: { x, y }, filter: only('point'), mark: NUDGE, tooltip: tooltipOf(title) };
  return {
    width: WIDTH_PX,
    height: HEIGHT_PX,
    layer: [
      layer('fit', FIT, place),
      layer('point', { type: 'line', strokeWidth: 1.6, ...NUDGE }, place),
      layer('point', { type: 'rule', strokeWidth: 1.4, ...NUDGE }, bar),
      ...pointLayers(points, looks, rows),
      layer('exponent', { type: 'text', align: 'left', dx: EXPONENT_DX, fontSize: 10 }, text),
    ],
  };
}

const EXPONENT_DX = 7;
const FIT = { type: 'line', strokeWidth: 1, strokeDash: [4, 3], strokeOpacity: 0.8 };
const NUDGE = { xOffset: { expr: 'datum.nudge_px' } };

function channel(field: string, title: string, { scale, axis }: Axis): Channels {
  return { field, type: 'quantitative', title, scale, axis };
}

function layer(kind: string, mark: Json, encoding: Json): Json {
  return { transform: [{ filter: only(kind) }], mark, encoding };
}

function only(kind: string): string {
  return `datum.kind === '${kind}'`;
}

function tooltipOf(title: string): Json {
  const fields = [
    ['series', 'strategy'],
    ['agents', 'agents'],
    ['value', title],
    ['low', '95 % from'],
    ['high', 'to'],
    ['n', 'repetitions'],
    ['judged', 'verdict'],
  ];
  return fields.map(([field = '', heading = '']) => ({ field, type: 'nominal', title: heading }));
}
