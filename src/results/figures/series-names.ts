// What a curve is called in a figure that has a panel per workload: the strategy, and whatever else tells
// it from the others in its panel. One name is one colour and one shape in all panels.

import { printable } from '../../model/quote.js';
import type { AnalysedStudy, Series, SeriesKey } from '../analysis/analysis.js';

const DETAILS: readonly { readonly key: keyof SeriesKey; readonly prefix: string }[] = [
  { key: 'topology', prefix: '' },
  { key: 'exchange', prefix: '' },
  { key: 'threads', prefix: 'threads ' },
  { key: 'faults', prefix: 'faults ' },
];

/** The name of each series, unique within its workload and safe to show. */
export function seriesNames({
  series,
}: Pick<AnalysedStudy, 'series'>): ReadonlyMap<Series, string> {
  const varying = DETAILS.filter(({ key }) => new Set(series.map((one) => one[key])).size > 1);
  const taken = new Map<string, number>();
  return new Map(
    series.map((one) => {
      const details = varying.map(({ key, prefix }) => `${prefix}${one[key]}`);
      const name = printable([one.strategy, ...details].join(', '));
      const place = `${one.workload}\n${name}`;
      const times = (taken.get(place) ?? 0) + 1;
      taken.set(place, times);
      return [one, times === 1 ? name : `${name} (${times})`];
    }),
  );
}
