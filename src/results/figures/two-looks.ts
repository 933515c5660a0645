// The channels of figures in which two things tell curves apart, strategy and topology: one by colour, the
// other by shape. Domains are spelled out, so that a curve looks alike in every panel.

import type { Json } from '../../model/json.js';
import { judgedLegend, LEGEND_INK } from './legends.js';
import type { CellRow } from './rows.js';
import { COLOURS, SHAPES } from './theme.js';

type Channel = Readonly<Record<string, Json>>;

export type Role = 'strategy' | 'way';

export interface TwoLooked extends CellRow {
  readonly strategy: string;
  /** See ways.ts. */
  readonly way: string;
}

export interface TwoLooks {
  readonly colour: Channel;
  readonly shape: Channel;
  /** Colour where the cell passed, white where it did not. */
  readonly fill: Channel;
  readonly judged: Channel;
  /** What each curve is alone in. */
  readonly detail: Json;
}

/** `colour`: what is told by colour. Shape tells the other. */
export function twoLooksOf(rows: readonly TwoLooked[], colour: Role): TwoLooks {
  const other: Role = colour === 'way' ? 'strategy' : 'way';
  const colours = lookOf(rows, colour, COLOURS);
  return {
    colour: { ...colours, legend: legendOf(colours, {}) },
    shape: shapeChannel(lookOf(rows, other, SHAPES)),
    fill: { condition: { test: "datum.standing === 'valid'", ...colours }, value: 'white' },
    judged: judgedLegend(rows),
    detail: ['strategy', 'way', 'series'].map((field) => ({ field, type: 'nominal' })),
  };
}

interface Look extends Channel {
  readonly field: Role;
  readonly scale: { readonly domain: readonly string[]; readonly range: readonly string[] };
}

function lookOf(rows: readonly TwoLooked[], field: Role, looks: readonly string[]): Look {
  const domain = [...new Set(rows.map((row) => row[field]))];
  const range = domain.map((_, index) => looks[index % looks.length] ?? '');
  return { field, type: 'nominal', scale: { domain, range } };
}

const TITLES: Readonly<Record<Role, string>> = { strategy: 'strategy', way: 'topology' };

/** None for what there is one of. */
function legendOf({ field, scale }: Look, symbols: Channel): Json {
  if (scale.domain.length < 2) return null;
  return { title: TITLES[field], encoding: { symbols } };
}

/** Shapes have no colour of their own in the legend: the ink of all legends. */
function shapeChannel(shapes: Look): Channel {
  const ink = { fill: { value: LEGEND_INK }, stroke: { value: LEGEND_INK } };
  return { ...shapes, legend: legendOf(shapes, ink) };
}
