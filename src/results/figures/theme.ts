// How figures look: readable in print, in grayscale and by the colour-blind, on white. Every series has a
// colour and a shape of its own, so that neither is needed.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy } from '../analysis/analysis.js';

/**
 * The palette of Okabe and Ito (https://jfly.uni-koeln.de/color/), darkest and lightest in turn, without
 * its yellow, which cannot be seen as a line on white.
 */
export const COLOURS = [
  '#0072B2',
  '#E69F00',
  '#009E73',
  '#D55E00',
  '#56B4E9',
  '#CC79A7',
  '#000000',
] as const;

/** Not as many as colours, so that it takes the product of both until a pair repeats. */
export const SHAPES = [
  'circle',
  'square',
  'triangle-up',
  'diamond',
  'triangle-down',
  'cross',
] as const;

export const WIDTH_PX = 250;
export const HEIGHT_PX = 200;

/** How a series is drawn, in every figure of the study alike. */
export interface SeriesLook {
  readonly series: string;
  readonly colour: string;
  readonly shape: string;
}

/**
 * The looks of the study's series in its order, each name once. Where there are more than colours, a colour
 * is that of a strategy, and shapes tell its series apart.
 */
export function looksOf({ series }: AnalysedStudy): readonly SeriesLook[] {
  const lines = new Map(series.map(({ line, strategy }) => [printable(line), strategy]));
  const strategies = [...new Set(lines.values())];
  const names = [...lines];
  return names.map(([name, strategy], index) => {
    if (names.length <= COLOURS.length) return lookOf(name, index, index);
    const before = names.slice(0, index).filter(([, other]) => other === strategy).length;
    return lookOf(name, strategies.indexOf(strategy), before);
  });
}

function lookOf(series: string, colour: number, shape: number): SeriesLook {
  return {
    series,
    colour: COLOURS[colour % COLOURS.length] ?? COLOURS[0],
    shape: SHAPES[shape % SHAPES.length] ?? SHAPES[0],
  };
}

const INK = '#222222';
const GRID = '#E3E3E3';
const FONT = 'Helvetica, Arial, sans-serif';

/** The `config` of every specification. */
export const CONFIG = {
  background: 'white',
  padding: 8,
  font: FONT,
  // The root element says what the figure is; a label on every mark would only be noise (see svg.ts).
  aria: false,
  view: { stroke: '#999999' },
  axis: {
    ...{ labelColor: INK, titleColor: INK, domainColor: '#999999', tickColor: '#999999' },
    ...{ labelFontSize: 11, titleFontSize: 12, titleFontWeight: 'normal', titlePadding: 8 },
    ...{ gridColor: GRID, gridWidth: 0.7 },
  },
  header: { labelFontSize: 12, labelColor: INK, labelFontWeight: 'bold', labelLimit: WIDTH_PX },
  legend: {
    ...{ orient: 'bottom', direction: 'horizontal', columns: 4, labelLimit: 220, titleLimit: 220 },
    ...{ labelFontSize: 12, titleFontSize: 12, labelColor: INK, titleColor: INK, symbolSize: 70 },
    layout: { bottom: { direction: 'vertical', anchor: 'start', margin: 4 } },
    ...{ columnPadding: 16, titleFontWeight: 'normal', titleOrient: 'left' },
  },
  title: {
    ...{ anchor: 'start', fontSize: 14, color: INK, offset: 12 },
    ...{ subtitleFontSize: 11, subtitleColor: '#555555', subtitlePadding: 4 },
  },
} as const;
