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

/** What a label says beyond the strategy, each only where the series differ in it. */
const DETAILS: readonly { key: keyof SeriesKey; textOf: (value: string) => string }[] = [
  { key: 'workload', textOf: (workload) => workload },
  { key: 'topology', textOf: (topology) => topology },
  { key: 'exchange', textOf: (exchange) => exchange },
  { key: 'threads', textOf: (threads) => `threads ${threads}` },
  { key: 'faults', textOf: (faults) => `faults ${faults}` },
];

/** Unlike each other: whatever still looks alike is numbered. */
function labelsOf(keys: readonly SeriesKey[]): readonly string[] {
  const varying = DETAILS.filter(({ key }) => new Set(keys.map((one) => one[key])).size > 1);
  const labels = keys.map((one) =>
    [one.strategy, ...varying.map(({ key, textOf }) => textOf(one[key]))].join(', '),
  );
  return labels.map((label, index) => {
    const earlier = labels.slice(0, index).filter((other) => other === label).length;
    return earlier === 0 ? label : `${label} (${earlier + 1})`;
  });
}
