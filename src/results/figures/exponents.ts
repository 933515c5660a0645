// The dashed lines of fitted power laws and their exponents, written at their right ends. Labels that
// would lie on each other are moved apart, which is decided here because Vega does not move text in lines.

import { rounded } from './axes.js';
import type { FitRow } from './rows.js';
import { HEIGHT_PX } from './theme.js';

/** An exponent beside the end of its line. */
export interface ExponentRow {
  readonly workload: string;
  readonly series: string;
  readonly agents: number;
  /** Where it stands on the axis of values. */
  readonly value: number;
  readonly text: string;
}

const LINE_PX = 12;

/** One label per fitted series and workload, at least a line apart on a logarithmic axis of that domain. */
export function exponentRows(
  fits: readonly FitRow[],
  domain: readonly [number, number],
): readonly ExponentRow[] {
  const gap = (Math.log(domain[1] / domain[0]) * LINE_PX) / HEIGHT_PX;
  return [...new Set(fits.map(({ workload }) => workload))].flatMap((workload) => {
    const ends = rightEnds(fits.filter((fit) => fit.workload === workload));
    const places = apart(
      ends.map(({ value }) => Math.log(value)),
      gap,
      [Math.log(domain[0]) + gap / 2, Math.log(domain[1]) - gap / 2],
    );
    return ends.map(({ series, agents, b }, index) => ({
      ...{ workload, series, agents, text: `n^${b.toFixed(2)}` },
      value: rounded(Math.exp(places[index] ?? 0)),
    }));
  });
}

/** The fit of each series at its largest number of agents, by ascending value. */
function rightEnds(fits: readonly FitRow[]): readonly FitRow[] {
  const ends = new Map<string, FitRow>();
  for (const fit of fits) {
    const known = ends.get(fit.series);
    if (!known || fit.agents > known.agents) ends.set(fit.series, fit);
  }
  return [...ends.values()].sort((left, right) => left.value - right.value);
}

/** Ascending places moved up until they are `gap` apart, then down again from the top where they left it. */
function apart(
  places: readonly number[],
  gap: number,
  [bottom, top]: readonly [number, number],
): readonly number[] {
  const moved: number[] = [];
  for (const place of places)
    moved.push(Math.max(place, bottom, (moved.at(-1) ?? -Infinity) + gap));
  for (let index = moved.length - 1; index >= 0; index -= 1) {
    const limit = index === moved.length - 1 ? top : (moved[index + 1] ?? top) - gap;
    moved[index] = Math.min(moved[index] ?? limit, limit);
  }
  return moved;
}
