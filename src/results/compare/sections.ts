// What is told of a comparison, in order: what was compared, what differed besides, what is notable, and last
// what to conclude. The same for a terminal and for Markdown.

import { isGate } from './measure.js';
import type { Table } from '../table.js';
import {
  correctnessTable,
  differenceTable,
  leftOutTable,
  metricRowsOf,
  metricTable,
  type MetricRow,
} from './rows.js';
import type { Conclusion, Drift, Side, StudyComparison } from './study-comparison.js';

export interface Detail {
  /** Which comparisons of gates are listed: those that differ, or all. */
  readonly gates: 'notable' | 'all';
  /** Whether metrics that are no gates are listed. */
  readonly others: 'hidden' | 'shown';
}

export type Section =
  | { readonly type: 'lines'; readonly lines: readonly string[] }
  | { readonly type: 'table'; readonly title: string; readonly table: Table };

/** Below so much the machine is said not to have moved. */
const STILL_PERCENT = 1;

export function sectionsOf(comparison: StudyComparison, detail: Detail): readonly Section[] {
  const sections: readonly Section[] = [
    lines([sideLine('BASE', comparison.base), sideLine('NEW', comparison.new)]),
    table('NOT COMPARABLE, compared by force', differenceTable(comparison.differences)),
    table('Versions', differenceTable(comparison.versions)),
    table('Not compared in speed', leftOutTable(comparison)),
    table('Speed and size', metricTable(listedRows(comparison, detail))),
    table('Worse in correctness', correctnessTable(comparison.cells)),
    lines(reproduceLines(comparison)),
    lines([...machineLines(comparison), countLine(comparison)]),
    lines(conclusionLines(comparison.conclusion)),
  ];
  return sections.filter((section) => {
    return section.type === 'lines' ? section.lines.length > 0 : section.table.rows.length > 0;
  });
}

function listedRows(comparison: StudyComparison, { gates, others }: Detail): readonly MetricRow[] {
  return metricRowsOf(comparison).filter(({ metric, verdict }) => {
    if (!isGate(metric)) return others === 'shown';
    return gates === 'all' || verdict.type === 'regression' || verdict.type === 'improvement';
  });
}

function sideLine(name: string, { study, tool_version, started_at, repetitions }: Side): string {
  return `${name}: ${study}, ${repetitions} repetitions, mergestorm ${tool_version}, ${started_at}`;
}

function machineLines({ drift, warnings }: StudyComparison): readonly string[] {
  const told = warnings.map(({ side, what, remedy }) => `machine, ${side}: ${what}: ${remedy}`);
  return [driftLine(drift), ...told];
}

function driftLine({ percent, allowance_percent }: Drift): string {
  if (percent === null) return 'machine: not known whether it moved, one study did not probe it';
  if (Math.abs(percent) < STILL_PERCENT) {
    return `machine: as fast for both studies, to ${Math.abs(percent).toFixed(2)} %`;
  }
  const direction = percent > 0 ? 'slower' : 'faster';
  return `machine: ${allowance_percent.toFixed(1)} % ${direction} for NEW: a time counts as changed only beyond the tolerance and that`;
}

function countLine(comparison: StudyComparison): string {
  const counted = (type: MetricRow['verdict']['type']): number =>
    metricRowsOf(comparison).filter(({ verdict }) => verdict.type === type).length;
  const { family, tolerance_percent } = comparison;
  return [
    `${family.comparisons} comparisons at a tolerance of ${tolerance_percent} %: ${counted('regression')} worse`,
    `${counted('improvement')} better`,
    `${counted('no_change')} unchanged`,
    `${counted('unclear')} unclear`,
  ].join(', ');
}

/** Enough to begin with; the JSON has all. */
const MOST_LINES = 10;

function reproduceLines({ cells }: StudyComparison): readonly string[] {
  const commands = cells.flatMap(({ correctness }) =>
    correctness.map(({ reproduce }) => reproduce),
  );
  return shortened([...new Set(commands)].map((command) => `reproduce: ${command}`));
}

function shortened(all: readonly string[]): readonly string[] {
  const more = all.length - MOST_LINES;
  return more > 0 ? [...all.slice(0, MOST_LINES), `and ${more} more`] : all;
}

function conclusionLines(conclusion: Conclusion): readonly string[] {
  switch (conclusion.type) {
    case 'regression':
      return ['REGRESSION', ...shortened(conclusion.reasons).map(item)];
    case 'undecided':
      return ['UNDECIDED: a regression could have gone unseen', ...conclusion.reasons.map(item)];
    case 'quiet':
      return ['No regression.'];
  }
}

function item(reason: string): string {
  return `- ${reason}`;
}

function lines(texts: readonly string[]): Section {
  return { type: 'lines', lines: texts };
}

function table(title: string, content: Table): Section {
  return { type: 'table', title, table: content };
}
