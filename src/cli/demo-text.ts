// The demonstration for people and as JSON: per scene what each agent wrote, what became of it on either side,
// and what the fields then read as.

import type { PlayedField, PlayedScene } from '../langgraph/demo/played.js';
import { SIDES } from '../langgraph/demo/played.js';
import type { Fate } from '../langgraph/demo/fate.js';
import { allHold } from '../langgraph/claim.js';
import type { PackageVersions } from '../metrics/tool.js';
import { renderTable } from '../results/render-table.js';
import { SCHEMA_VERSION } from '../results/schema-version.js';
import { strictJson } from '../results/strict-json.js';
import type { Cell, Column, Table, TextOptions } from '../results/table.js';
import { plain } from '../results/table.js';
import { renderClaims } from './claims.js';

export interface DemoSummary {
  readonly versions: PackageVersions;
  readonly scenes: readonly PlayedScene[];
}

/** Ends with a line break. */
export function renderDemo({ versions, scenes }: DemoSummary, options: TextOptions): string {
  const sections = [versionLine(versions), ...scenes.map((scene) => renderScene(scene, options))];
  return `${sections.join('\n\n')}\n`;
}

export function demoJson({ versions, scenes }: DemoSummary): string {
  const claims_hold = scenes.every(({ claims }) => allHold(claims));
  return strictJson({ schema_version: SCHEMA_VERSION, versions, scenes, claims_hold });
}

function versionLine(versions: PackageVersions): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${version ?? 'unknown'}`)
    .join(', ');
}

function renderScene(scene: PlayedScene, options: TextOptions): string {
  return [
    `${scene.name}: ${scene.summary}`,
    renderTable(fateTable(scene), options),
    renderTable(readingTable(scene), options),
    renderClaims(scene.claims, options),
  ].join('\n\n');
}

const FATE_CELLS: Readonly<Record<Fate, Cell>> = {
  survived: { text: 'kept', tone: 'good' },
  escalated: { text: 'escalated', tone: 'unsure' },
  arbitrated: { text: 'DROPPED', tone: 'bad' },
  lost: { text: 'LOST', tone: 'bad' },
};

function fateTable({ writes }: PlayedScene): Table {
  return {
    columns: ['agent', 'field', 'writes', ...SIDES].map(leftColumn),
    rows: writes.map(({ agent_id, field, value, fates }) => [
      plain(agent_id),
      plain(field),
      plain(JSON.stringify(value)),
      ...SIDES.map((side) => FATE_CELLS[fates[side]]),
    ]),
  };
}

function readingTable({ sides }: PlayedScene): Table {
  return {
    columns: ['strategy', 'field', 'reads as'].map(leftColumn),
    rows: SIDES.flatMap((side) =>
      sides[side].fields.map((field) => [plain(side), plain(field.field), plain(readsAs(field))]),
    ),
  };
}

function readsAs({ value, contenders }: PlayedField): string {
  if (contenders.length === 0) return JSON.stringify(value);
  return contenders
    .map((contender) => `${JSON.stringify(contender.value)} by ${contender.agent_id}`)
    .join(' | ');
}

function leftColumn(heading: string): Column {
  return { heading, align: 'left' };
}
