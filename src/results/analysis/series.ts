// Cells that differ in nothing but the number of agents: one curve of a figure, one power law. What they are
// called, by what tells them apart, is worked out here once for all that shows them.

import type { CellAnalysis, Series, SeriesKey, SeriesName } from './analysis.js';
import { curveIdOf, NO_FAULTS, threadsAsked } from './cell-id.js';

/** In the order of their first cells. */
export function seriesOf(cells: readonly CellAnalysis[]): readonly Series[] {
  const groups = new Map<string, { key: SeriesKey; cells: CellAnalysis[] }>();
  for (const cell of cells) {
    const key = keyOf(cell);
    const id = `${curveIdOf(cell.shown)}\u0000${Object.values(key).join('\u0000')}`;
    const group = groups.get(id);
    if (group) group.cells.push(cell);
    else groups.set(id, { key, cells: [cell] });
  }
  const found = [...groups.values()];
  const names = namesOf(found.map(({ key }) => key));
  return found.flatMap(({ cells: members }, index) => {
    const name = names[index];
    return name ? [{ ...name, cells: members.toSorted(byAgents) }] : [];
  });
}

function byAgents(left: CellAnalysis, right: CellAnalysis): number {
  return left.factors.agents - right.factors.agents;
}

function keyOf({ factors, shown }: CellAnalysis): SeriesKey {
  const { workload, strategy, topology, exchange, faults } = factors;
  return { workload, strategy, topology, exchange, faults, threads: threadsAsked(shown) };
}

interface Detail {
  readonly key: keyof SeriesKey;
  readonly textOf: (value: string) => string;
}

/** What a line's name says beyond the strategy, each only where the series of the study differ in it. */
const LINE_DETAILS: readonly Detail[] = [
  { key: 'topology', textOf: (topology) => topology },
  { key: 'exchange', textOf: (exchange) => exchange },
  { key: 'threads', textOf: (threads) => `threads ${threads}` },
];

/** A label says more: it stands in tables, beside cells with other faults. */
const LABEL_DETAILS: readonly Detail[] = [...LINE_DETAILS, { key: 'faults', textOf: faultsText }];

/**
 * The workload is left to whoever shows them, in a column or a panel of its own: so a strategy has one label,
 * one colour and one shape in all workloads. Whatever still looks alike within a workload is numbered.
 */
function namesOf(keys: readonly SeriesKey[]): readonly SeriesName[] {
  const panels = panelsOf(keys);
  const labels = textsOf(
    keys,
    LABEL_DETAILS,
    keys.map(({ workload }) => workload),
  );
  const lines = textsOf(keys, LINE_DETAILS, panels);
  return keys.map((key, index) => ({
    ...key,
    label: labels[index] ?? key.strategy,
    panel: panels[index] ?? key.workload,
    line: lines[index] ?? key.strategy,
  }));
}

/** Costs under faults are of another task, so they stand apart. */
function panelsOf(keys: readonly SeriesKey[]): readonly string[] {
  const isVaried = differsIn(keys, 'faults');
  return keys.map(({ workload, faults }) =>
    isVaried ? `${workload}, ${faultsText(faults)}` : workload,
  );
}

function faultsText(faults: string): string {
  return faults === NO_FAULTS ? 'no faults' : `faults ${faults}`;
}

/** Texts that are unique among those of the same place. */
function textsOf(
  keys: readonly SeriesKey[],
  details: readonly Detail[],
  places: readonly string[],
): readonly string[] {
  const varying = details.filter(({ key }) => differsIn(keys, key));
  const texts = keys.map((one) =>
    [one.strategy, ...varying.map(({ key, textOf }) => textOf(one[key]))].join(', '),
  );
  const counts = new Map<string, number>();
  return texts.map((text, index) => {
    const place = `${places[index] ?? ''}\u0000${text}`;
    const count = (counts.get(place) ?? 0) + 1;
    counts.set(place, count);
    return count === 1 ? text : `${text} (${count})`;
  });
}

function differsIn(keys: readonly SeriesKey[], name: keyof SeriesKey): boolean {
  return new Set(keys.map((key) => key[name])).size > 1;
}
