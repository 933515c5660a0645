// What a curve is called beside its strategy, in figures that compare how blobs spread: its topology, and
// whatever else of the exchange the study varies.

import { printable } from '../../model/quote.js';
import type { Series } from '../analysis/analysis.js';

const WAYS = ['topology', 'exchange', 'threads'] as const;
type Way = (typeof WAYS)[number];

/** Names series by what differs among these; empty where nothing does. */
export function wayNamer(series: readonly Series[]): (one: Series) => string {
  const varied = WAYS.filter((key) => isVaried(series, key));
  return (one) => printable(varied.map((key) => textOf(one, key)).join(', '));
}

export function isVaried(series: readonly Series[], key: Way): boolean {
  return new Set(series.map((one) => one[key])).size > 1;
}

function textOf(series: Series, key: Way): string {
  return key === 'threads' ? `threads ${series.threads}` : series[key];
}
