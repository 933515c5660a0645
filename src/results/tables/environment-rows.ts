// On what a study was executed, as a table of two columns: enough to say why another machine would differ.

import type { Manifest } from '../manifest.js';
import { quantity, significant } from '../quantity.js';
import { plain, type Table } from '../table.js';

export function environmentTable(manifest: Manifest): Table {
  const { tool_version, tool_commit, strategies, environment, harness_cost } = manifest;
  const rows: readonly Fact[] = [
    ['mergestorm', tool_commit === null ? tool_version : `${tool_version} (${tool_commit})`],
    ...strategies.map(({ name, version }): Fact => [`strategy ${name}`, version]),
    ...factsOf(environment),
    ...factsOf(harness_cost).map(([name, text]): Fact => [`harness: ${name}`, text]),
    ['load before', loadText(manifest.load_before)],
    ['load after', loadText(manifest.load_after)],
    ['seed', String(manifest.seed)],
    ['started', manifest.started_at],
    ['ended', manifest.ended_at ?? 'not, or it was killed'],
  ];
  return {
    columns: [
      { heading: 'what', align: 'left' },
      { heading: 'value', align: 'left' },
    ],
    rows: rows.map((fact) => fact.map(plain)),
  };
}

type Fact = readonly [name: string, text: string];

/** Plain data as names and values; what is nested is named by its own key. */
function factsOf(data: object): readonly Fact[] {
  return Object.entries(data).flatMap(([key, value]: [string, unknown]): readonly Fact[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? factsOf(value)
      : [factOf(key, value)],
  );
}

const UNITS = [
  { suffix: '_bytes', unit: 'bytes' },
  { suffix: '_ns', unit: 'ns' },
] as const;

/** The unit moves from the name to the value. */
function factOf(key: string, value: unknown): Fact {
  const found = UNITS.find(({ suffix }) => key.endsWith(suffix));
  const name = spaced(found ? key.slice(0, -found.suffix.length) : key);
  if (value === null) return [name, 'unknown or none'];
  if (typeof value === 'string') return [name, value];
  if (typeof value !== 'number') return [name, JSON.stringify(value)];
  if (found) return [name, quantity(value, found.unit)];
  return [name, Number.isInteger(value) ? String(value) : significant(value)];
}

function spaced(key: string): string {
  return key.replaceAll('_', ' ');
}

function loadText(load: readonly number[] | null): string {
  return load === null ? 'unknown' : load.map((average) => average.toFixed(2)).join(', ');
}
