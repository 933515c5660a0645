// One panel per workload, side by side, sharing their axes; and what stands around them.

import type { Json } from '../../model/json.js';
import type { FigureSpec } from './figure.js';
import { CONFIG } from './theme.js';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';
const MOST_COLUMNS = 3;

export interface Heading {
  readonly title: string;
  /** Each a line of its own. */
  readonly subtitle: readonly string[];
  /** For whoever cannot see the figure. */
  readonly description: string;
}

/** A complete specification: `body` is what Vega-Lite calls a view, drawing `rows`. */
export function figureOf(
  { title, subtitle, description }: Heading,
  rows: readonly object[],
  body: Readonly<Record<string, Json>>,
): FigureSpec {
  return {
    $schema: SCHEMA,
    description,
    title: { text: title, subtitle },
    config: CONFIG,
    // Rows are flat records of names and numbers.
    data: { values: rows as readonly Json[] },
    ...body,
  };
}

/** The same panel for each workload, in the order of the study. */
export function byWorkload(
  workloads: readonly string[],
  panel: Readonly<Record<string, Json>>,
): Readonly<Record<string, Json>> {
  return {
    facet: { field: 'workload', type: 'nominal', sort: workloads, title: null },
    columns: columnsFor(workloads.length),
    // A mark that sticks out of its panel must not move the panel, so there is no room but what is left here.
    bounds: 'flush',
    spacing: { row: 48, column: 20 },
    spec: panel,
  };
}

/** Rows of nearly equal length: four panels stand two by two. */
function columnsFor(panels: number): number {
  const lines = Math.ceil(panels / MOST_COLUMNS);
  return Math.ceil(panels / lines);
}
