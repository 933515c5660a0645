// Cells that differ in nothing but the number of agents: one curve of a figure, one power law.

import type { CellAnalysis, Series, SeriesKey } from './analysis.js';
import { threadsAsked } from './group-by-cell.js';

/** In the order of their first cells. */
export function seriesOf(cells: readonly CellAnalysis[]): readonly Series[] {
  const groups = new Map<string, { key: SeriesKey; cells: CellAnalysis[] }>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const id = `${curveIdOf(cell)}\u0000${Object.values(key).join('\u0000')}`;
    const group = groups.get(id);
    if (group) group.cells.push(cell);
    else groups.set(id, { key, cells: [cell] });
  }
  const found = [...groups.values()];
  const labels = labelsOf(found.map(({ key }) => key));
  return found.map(({ key, cells: members }, index) => ({
    ...key,
    label: labels[index] ?? key.strategy,
    cells: members.toSorted((left, right) => left.factors.agents - right.factors.agents),
  }));
}

function keyOf({ factors, shown }: CellAnalysis): SeriesKey {
  const { workload, strategy, topology, exchange, faults } = factors;
  return { workload, strategy, topology, exchange, faults, threads: threadsAsked(shown) };
}

/** A cell's id without its number of agents: it tells two plug-ins apart that go by one name. */
function curveIdOf({ cell_id }: CellAnalysis): string {
  return cell_id.replace(/\/a\d+(?=\/t[^/]+$)/, '');
}

/** What a label says beyond the strategy, each only where the series of the study differ in it. */
const DETAILS: readonly { key: keyof SeriesKey; textOf: (value: string) => string }[] = [
  { key: 'topology', textOf: (topology) => topology },
  { key: 'exchange', textOf: (exchange) => exchange },
  { key: 'threads', textOf: (threads) => `threads ${threads}` },
  { key: 'faults', textOf: (faults) => `faults ${faults}` },
];

/**
 * The workload is left to whoever shows them, in a column or a panel of its own: so a strategy has one label,
 * one colour and one shape in all workloads. Whatever still looks alike within a workload is numbered.
 */
function labelsOf(keys: readonly SeriesKey[]): readonly string[] {
  const varying = DETAILS.filter(({ key }) => new Set(keys.map((one) => one[key])).size > 1);
  const labels = keys.map((one) =>
    [one.strategy, ...varying.map(({ key, textOf }) => textOf(one[key]))].join(', '),
  );
  const counts = new Map<string, number>();
  return labels.map((label, index) => {
    const place = `${keys[index]?.workload ?? ''}\u0000${label}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count === 1 ? label : `${label} (${count})`;
  });
}
