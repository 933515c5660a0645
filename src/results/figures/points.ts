// The marks of single results: shape and colour say whose, filled or hollow whether it passed, and a sign
// above it marks what did not end as it should.

import type { Json } from '../../model/json.js';
import { colourOf, fillOf, judgedLegend, shapeOf, SIGNS } from './legends.js';
import type { CellRow } from './rows.js';
import type { SeriesLook } from './theme.js';

export interface Points {
  /** Where they stand: `x` and `y`. */
  readonly place: Readonly<Record<string, Json>>;
  /** A Vega expression: which rows of the table they are. */
  readonly filter: string;
  /** Of the mark, such as an offset. */
  readonly mark?: Readonly<Record<string, Json>>;
  readonly tooltip: Json;
}

/** The layers of points, over lines: their white insides hide them. */
export function pointLayers(
  { place, filter, mark = {}, tooltip }: Points,
  looks: readonly SeriesLook[],
  rows: readonly CellRow[],
): readonly Json[] {
  const points = {
    transform: [{ filter }],
    mark: { type: 'point', size: 55, strokeWidth: 1.6, opacity: 1, ...mark },
    encoding: {
      ...{ ...place, tooltip, shape: shapeOf(looks), strokeDash: judgedLegend(rows) },
      ...{ stroke: colourOf(looks), fill: fillOf(looks) },
    },
  };
  return [points, ...signLayers({ place, filter, mark }, colourOf(looks))];
}

/** What stands above points that did not end as they should, in the colour of their curve. */
export function signLayers(
  { place, filter, mark = {} }: Pick<Points, 'place' | 'filter' | 'mark'>,
  colour: Json,
): readonly Json[] {
  return Object.entries(SIGNS).map(([standing, text]) => ({
    transform: [{ filter: `${filter} && datum.standing === '${standing}'` }],
    mark: { type: 'text', text, dy: -10, fontSize: 12, fontWeight: 'bold', ...mark },
    encoding: { ...place, color: colour },
  }));
}
