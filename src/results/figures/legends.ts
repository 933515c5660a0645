// The channels that all figures share: colour and shape say which series, filled or hollow says whether the
// result may be trusted. Domains are spelled out, so that a series looks alike in every figure.

import type { Json } from '../../model/json.js';
import type { CellRow } from './rows.js';
import { JUDGED } from './rows.js';
import type { SeriesLook } from './theme.js';

type Channel = Readonly<Record<string, Json>>;

export const LEGEND_INK = '#555555';

/** Vega-Lite makes one legend of channels whose legends are the same. */
const SERIES_LEGEND: Json = { title: 'strategy' };

/** Colour by series, with the legend of the series. */
export function colourOf(looks: readonly SeriesLook[]): Channel {
  const scale = {
    domain: looks.map(({ series }) => series),
    range: looks.map(({ colour }) => colour),
  };
  return { field: 'series', type: 'nominal', scale, legend: SERIES_LEGEND };
}

/** Shape by series, with the legend of the series. */
export function shapeOf(looks: readonly SeriesLook[]): Channel {
  const scale = {
    domain: looks.map(({ series }) => series),
    range: looks.map(({ shape }) => shape),
  };
  return { field: 'series', type: 'nominal', scale, legend: SERIES_LEGEND };
}

/** Colour by series where the cell passed, white inside where it did not: fast but wrong is wrong. */
export function fillOf(looks: readonly SeriesLook[]): Channel {
  return { condition: { test: "datum.standing === 'valid'", ...colourOf(looks) }, value: 'white' };
}

/** What stands above a hollow mark whose cell did not end as expected. */
export const SIGNS = { invalid: '×', undecided: '?' } as const;

/**
 * The legend of filled and hollow marks, with what is there. A legend needs a channel with a scale, and none
 * can scale filling, so it hangs on the dash of outlines, which are all whole.
 */
export function judgedLegend(rows: readonly CellRow[]): Channel {
  const present = ALL_JUDGED.filter((judged) => rows.some((row) => row.judged === judged));
  const legend = {
    ...{ title: 'verdict', symbolType: 'circle', labelExpr: LABEL_WITH_SIGN },
    encoding: { symbols: { stroke: { value: LEGEND_INK }, fill: FILL } },
  };
  const scale = { domain: present, range: present.map(() => [1, 0]) };
  return { field: 'judged', type: 'nominal', scale, legend };
}

const ALL_JUDGED = Object.values(JUDGED);

const FILL: Json = {
  condition: { test: `datum.value === '${JUDGED.valid}'`, value: LEGEND_INK },
  value: 'white',
};

const LABEL_WITH_SIGN = `datum.label + (datum.label === '${JUDGED.invalid}' ? ' (${SIGNS.invalid})' : datum.label === '${JUDGED.undecided}' ? ' (${SIGNS.undecided})' : '')`;
