// bench-results/README.md is what people read before they cite a number. It explains every column, every
// warning, every file and every gate that there is, and none that there is not. Whether what it says is true
// no test can tell.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STATUSES } from '../../src/model/verdict.js';
import { METRICS } from '../../src/results/analysis/metric.js';
import { isGate } from '../../src/results/compare/measure.js';
import { EXPORTER_NAMES } from '../../src/results/exporters/registry.js';
import { LATENCY_PHASES } from '../../src/results/latency-columns.js';
import { COLUMNS } from '../../src/results/record.js';
import { LATEST, LOCK, STUDY_FILES, STUDY_FOLDERS } from '../../src/results/study/layout.js';

const PAGE = textOf('../../bench-results/README.md');
const WARNINGS = '../../src/results/analysis/warnings/';

const STORED = [
  ...Object.values(STUDY_FILES),
  ...Object.values(STUDY_FOLDERS),
  LOCK,
  LATEST,
  `${STUDY_FILES.journal}.torn-1`,
];

describe('the page on results', () => {
  it.each([
    ['column', columnProblems],
    ['warning', warningProblems],
    ['file', fileProblems],
    ['gate', gateProblems],
    ['export format', formatProblems],
  ])('explains every %s and no other', (_, problemsOf) => {
    expect(problemsOf(PAGE)).toEqual([]);
  });

  it('has every statistic of every phase apart from plain columns', () => {
    const patterns = firstCells(PAGE, 'column').filter((name) => name.includes('*'));

    expect(patterns).toHaveLength(LATENCY_PHASES.length + STATISTIC_COUNT);
  });
});

describe('what is missing from the page', () => {
  it.each([
    ['a column', 'wall_ns', columnProblems, ['wall_ns is not explained']],
    ['a flag', 'converged', columnProblems, ['converged is not explained']],
    ['a warning', 'start_skew', warningProblems, ['start_skew is not explained']],
    [
      'a composed warning',
      'repetitions_oom',
      warningProblems,
      ['repetitions_oom is not explained'],
    ],
    ['a file', 'log.txt', fileProblems, ['log.txt is not explained']],
    ['a gate', 'cpu_ns', gateProblems, ['cpu_ns is not explained']],
    ['a format', 'bencher', formatProblems, ['bencher is not explained']],
  ])('%s is found', (_, name, problemsOf, problems) => {
    expect(problemsOf(withoutRowsOf(name))).toEqual(problems);
  });

  it('a phase is found in each of its columns', () => {
    const problems = columnProblems(withoutRowsOf('import_*_ns'));

    expect(problems).toHaveLength(STATISTIC_COUNT);
    expect(problems).toContain('import_p99_ns is not explained');
  });

  it('a statistic is found in each of its columns', () => {
    const problems = columnProblems(withoutRowsOf('*_p99_ns'));

    expect(problems).toHaveLength(LATENCY_PHASES.length);
    expect(problems).toContain('visibility_p99_ns is not explained');
  });

  it.each([
    ['what a column means', '| `wall_ns` |  | it is compared |'],
    ['when it misleads', '| `wall_ns` | from start to end | |'],
  ])('%s is found', (_, row) => {
    const page = withoutRowsOf('agents').replace(rowOf('wall_ns'), row);

    expect(columnProblems(page)).toEqual(['agents is not explained', 'wall_ns has an empty cell']);
  });
});

describe('what the page has too much', () => {
  it.each([
    ['a column', 'wall_ns', 'wall_ms', columnProblems],
    ['a phase', 'read_*_ns', 'write_*_ns', columnProblems],
    ['a warning', 'outliers', 'outlier', warningProblems],
    ['a file', 'log.txt', 'log.json', fileProblems],
    ['a gate', 'exchange_ns', 'exchange_ms', gateProblems],
  ])('%s is found', (_, name, wrong, problemsOf) => {
    const page = PAGE.replaceAll(`| \`${name}\``, `| \`${wrong}\``);

    expect(problemsOf(page)).toContain(`${wrong} does not exist`);
  });

  it('the same column twice is found', () => {
    const row = rowOf('wall_ns');

    expect(columnProblems(PAGE.replace(row, `${row}\n${row}`))).toEqual(['wall_ns stands twice']);
  });
});

const STATISTIC_COUNT = 8;

function columnProblems(page: string): readonly string[] {
  const rows = rowsUnder(page, 'column');
  const names = firstCells(page, 'column');
  return [
    ...COLUMNS.filter((column) => !isExplained(column, names)).map(notExplained),
    ...names.filter((name) => !COLUMNS.some((column) => isMatch(name, column))).map(notThere),
    ...names.filter((name, index) => names.indexOf(name) < index).map(twice),
    ...rows.flatMap((cells, index) =>
      cells.length === 3 && cells.every((cell) => cell !== '')
        ? []
        : [`${names[index] ?? '?'} has an empty cell`],
    ),
  ];
}

/** By a row of its own, or as a statistic of a phase by one row for either. */
function isExplained(column: string, names: readonly string[]): boolean {
  if (names.includes(column)) return true;
  const patterns = names.filter((name) => name.includes('*') && isMatch(name, column));
  return (
    patterns.some((name) => name.startsWith('*')) && patterns.some((name) => !name.startsWith('*'))
  );
}

/** `import_*_ns` is about all statistics of a phase, `*_p99_ns` about one of all phases. */
function isMatch(name: string, column: string): boolean {
  const phase = phaseOf(column);
  if (!name.includes('*') || phase === undefined) return name === column;
  return name === `${phase}_*_ns` || name === `*${column.slice(phase.length)}`;
}

/** The longest phase that it can be of: `visibility_all` has a name that begins with another's. */
function phaseOf(column: string): string | undefined {
  const phases = LATENCY_PHASES.filter(
    (phase) => column.startsWith(`${phase}_`) && column.split('_').length > 2,
  );
  return phases.toSorted((left, right) => right.length - left.length)[0];
}

function warningProblems(page: string): readonly string[] {
  return differences(firstCells(page, 'code'), warningCodes());
}

/** As the sources spell them: a rule tells its code only where it finds something to warn of. */
function warningCodes(): readonly string[] {
  const files = readdirSync(new URL(WARNINGS, import.meta.url));
  const spelled = files.flatMap((file) =>
    [...textOf(WARNINGS + file).matchAll(/\bcode: (['`])(.*?)\1/g)].map(([, , code = '']) => code),
  );
  const ends = STATUSES.filter((status) => status !== 'ok');
  return spelled.flatMap((code) =>
    code.includes('${status}') ? ends.map((end) => code.replace('${status}', end)) : [code],
  );
}

/** A row may name several files, and a folder is named by what lies in it. */
function fileProblems(page: string): readonly string[] {
  const named = rowsUnder(page, 'file').flatMap(([names = '']) => namesIn(names).slice(0, 1));
  return differences([...new Set(named.map((name) => name.split('/')[0] ?? ''))], STORED);
}

function gateProblems(page: string): readonly string[] {
  const gates = METRICS.map(({ name }) => name).filter(isGate);
  return differences(firstCells(page, 'gate'), gates);
}

function formatProblems(page: string): readonly string[] {
  return differences(firstCells(page, 'format'), EXPORTER_NAMES);
}

function differences(named: readonly string[], known: readonly string[]): readonly string[] {
  return [
    ...known.filter((name) => !named.includes(name)).map(notExplained),
    ...named.filter((name) => !known.includes(name)).map(notThere),
  ];
}

function notExplained(name: string): string {
  return `${name} is not explained`;
}

function notThere(name: string): string {
  return `${name} does not exist`;
}

function twice(name: string): string {
  return `${name} stands twice`;
}

/** What the first cell of each row has in backticks first. */
function firstCells(page: string, heading: string): readonly string[] {
  return rowsUnder(page, heading).map(([cell = '']) => namesIn(cell)[0] ?? cell);
}

function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
}

/** The rows of all tables whose first heading is this, cell by cell. */
function rowsUnder(page: string, heading: string): readonly (readonly string[])[] {
  return tablesOf(page).flatMap(([head, , ...rows]) => (head?.[0] === heading ? rows : []));
}

function tablesOf(page: string): readonly (readonly (readonly string[])[])[] {
  return page
    .split(/\n(?!\|)/)
    .map((block) => block.split('\n').filter((line) => line.startsWith('|')))
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map(cellsOf));
}

function cellsOf(line: string): readonly string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}

function withoutRowsOf(name: string): string {
  const lines = PAGE.split('\n');
  return lines.filter((line) => !line.startsWith(`| \`${name}\``)).join('\n');
}

function rowOf(name: string): string {
  return PAGE.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '';
}

function textOf(path: string): string {
  return readFileSync(new URL(path, import.meta.url), 'utf8');
}
