// What the page's indices stand for: there are many rows, and names are long.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, Series } from '../analysis/analysis.js';

/** What indices stand for. */
export interface Names {
  /** By curve: its indices. */
  readonly curves: ReadonlyMap<Series, { readonly workload: number; readonly label: number }>;
  readonly labels: readonly string[];
  /** Panels: workloads, each with every mix of faults that the study has. */
  readonly workloads: readonly string[];
  /** By cell_id: its place among the page's cells. */
  readonly places: ReadonlyMap<string, number>;
  readonly sizes: readonly number[];
}

export function namesOf({ series, cells }: AnalysedStudy): Names {
  const texts = series.map(({ line }) => printable(line));
  const labels = unique(texts);
  const workloads = unique(series.map(({ panel }) => printable(panel)));
  const indices = series.map((curve, index): [Series, { workload: number; label: number }] => [
    curve,
    {
      workload: workloads.indexOf(printable(curve.panel)),
      label: labels.indexOf(texts[index] ?? ''),
    },
  ]);
  const cell_ids = series.flatMap((curve) => curve.cells.map(({ cell_id }) => cell_id));
  return {
    ...{ labels, workloads, curves: new Map(indices) },
    places: new Map(cell_ids.map((cell_id, place) => [cell_id, place])),
    sizes: unique(cells.map(({ factors }) => factors.agents)).sort((a, b) => a - b),
  };
}

/** The indices of a curve's workload and label. */
export function placeOf(curve: Series, { curves }: Names) {
  return curves.get(curve) ?? { workload: -1, label: -1 };
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
