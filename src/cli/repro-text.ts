// The reproduction of the write loss, for people and as JSON.

import type { StoreOutcome, WriteOutcome } from '../langgraph/repro/outcome.js';
import type { Reproduction } from '../langgraph/repro/reproduce.js';
import type { PackageVersions } from '../metrics/tool.js';
import { renderTable } from '../results/render-table.js';
import { SCHEMA_VERSION } from '../results/schema-version.js';
import { strictJson } from '../results/strict-json.js';
import type { Cell, Column, Table, TextOptions } from '../results/table.js';
import { plain } from '../results/table.js';
import { renderClaims } from './claims.js';

export interface ReproSummary {
  readonly versions: PackageVersions;
  readonly reproduction: Reproduction;
}

const STORY = `Two parallel nodes of one LangGraph graph read a key,
add a finding, and put it back. The same graph, two stores:`;

/** Ends with a line break. */
export function renderRepro(
  { versions, reproduction }: ReproSummary,
  options: TextOptions,
): string {
  const sections = [
    renderTable(versionTable(versions), options),
    STORY,
    renderTable(fateTable(reproduction), options),
    renderTable(contentTable(reproduction), options),
    renderClaims(reproduction.claims, options),
  ];
  return `${sections.join('\n\n')}\n`;
}

export function reproJson({ versions, reproduction }: ReproSummary): string {
  return strictJson({ schema_version: SCHEMA_VERSION, versions, ...reproduction });
}

function versionTable(versions: PackageVersions): Table {
  const rows = Object.entries(versions).map(([name, version]) => [
    plain(name),
    plain(version ?? 'not found'),
  ]);
  return { columns: ['package', 'version'].map(leftColumn), rows };
}

/** A row per write: what became of it in each store. */
function fateTable({ stores }: Reproduction): Table {
  const [stock] = stores;
  return {
    columns: ['node', 'adds', ...stores.map(({ store }) => store)].map(leftColumn),
    rows: stock.writes.map(({ node, finding }) => [
      plain(node),
      plain(finding),
      ...stores.map((outcome) => fateCell(outcome, node)),
    ]),
  };
}

function fateCell({ writes }: StoreOutcome, node: string): Cell {
  const write = writes.find((candidate) => candidate.node === node);
  if (write?.fate !== 'survived') return { text: 'LOST', tone: 'bad' };
  return { text: `kept${authorship(write)}`, tone: 'good' };
}

function authorship({ attributed_to }: WriteOutcome): string {
  return attributed_to.length === 0 ? '' : `, by ${attributed_to.join(' and ')}`;
}

function contentTable({ stores }: Reproduction): Table {
  return {
    columns: ['store', 'holds afterwards'].map(leftColumn),
    rows: stores.map(({ store, holds }) => [plain(store), plain(JSON.stringify(holds))]),
  };
}

function leftColumn(heading: string): Column {
  return { heading, align: 'left' };
}
