// On what the study was executed: enough to say why another machine would differ.

import type { AnalysedStudy } from '../../analysis/analysis.js';
import { markup, type Content, type Html } from '../html.js';
import { quantity, significant, whole } from '../../quantity.js';
import type { Section } from './section.js';

type Fact = readonly [name: string, value: Content];

export function environmentSection({ manifest }: AnalysedStudy): Section {
  const { tool_version, tool_commit, strategies, load_before, load_after } = manifest;
  const facts: readonly Fact[] = [
    ...factsOf(manifest.environment),
    ['mergestorm', tool_commit === null ? tool_version : `${tool_version} (${tool_commit})`],
    ...strategies.map(({ name, version }): Fact => [`strategy ${name}`, version]),
    ['load before', loadText(load_before)],
    ['load after', loadText(load_after)],
    ...factsOf(manifest.harness_cost).map(([name, value]): Fact => [`harness: ${name}`, value]),
    ['started', manifest.started_at],
    ['ended', manifest.ended_at ?? 'not, or it was killed'],
  ];
  return {
    id: 'environment',
    heading: 'Environment',
    body: markup`<dl class="environment">${facts.map(factRow)}</dl>`,
  };
}

function factRow([name, value]: Fact): Html {
  return markup`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** Plain data as names and values; what is nested is named by its path. */
function factsOf(data: object): readonly Fact[] {
  return Object.entries(data).flatMap(([key, value]: [string, unknown]): readonly Fact[] => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return factsOf(value);
    }
    const [name, text] = namedValue(key, value);
    return [[name, text]];
  });
}

const UNITS = [
  { part: '_bytes', show: (value: number) => quantity(value, 'bytes') },
  { part: '_ns', show: (value: number) => quantity(value, 'ns') },
] as const;

/** The unit moves from the name to the value. */
function namedValue(key: string, value: unknown): readonly [string, string] {
  const unit = UNITS.find(({ part }) => key.includes(part));
  const name = key.replace(unit?.part ?? '', '').replaceAll('_', ' ');
  if (value === null) return [name, 'none, or not known'];
  if (typeof value !== 'number') return [name, textOf(value)];
  return [name, (unit?.show ?? numberText)(value)];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function numberText(value: number): string {
  return Number.isInteger(value) ? whole(value) : significant(value);
}

function loadText(load: readonly number[] | null): string {
  return load === null ? 'not known' : load.map((average) => average.toFixed(2)).join(', ');
}
