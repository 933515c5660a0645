// Tables for terminals: aligned columns under one rule, light enough to paste into an issue. Where the
// terminal is too narrow the layout changes instead of lines that wrap: less space between columns, then a
// table for each value of the first column, then rows side by side as columns.

import CliTable from 'cli-table3';
import { printable } from '../model/quote.js';
import type { Cell, Column, Table, TextOptions } from './table.js';
import { plain, renderCell } from './table.js';

type Colour = TextOptions['colour'];
type Rows = Table['rows'];

/** The table as lines without a line break at the end, in the first layout that fits. */
export function renderTable(table: Table, { colour, width }: TextOptions): string {
  const wide = renderAligned(table, colour, 2);
  if (width === null || widthOf(wide) <= width) return wide;
  const narrower = [
    () => renderAligned(table, colour, 1),
    () => renderSections(table, colour, 2),
    () => renderSections(table, colour, 1),
  ];
  for (const layout of narrower) {
    const rendered = layout();
    if (widthOf(rendered) <= width) return rendered;
  }
  return renderSideways(table, colour, width);
}

function renderAligned({ columns, rows }: Table, colour: Colour, gap: number): string {
  return renderGrid(
    columns.map(({ heading }) => printable(heading)),
    columns.map(({ align }) => align),
    rows.map((row) => row.map((cell) => renderCell(cell, colour))),
    gap,
  );
}

/** A table of the other columns for each value of the first, under that value. */
function renderSections({ columns, rows }: Table, colour: Colour, gap: number): string {
  const [first, ...others] = columns;
  const sections = sectionsOf(rows).map((section) => {
    const title = renderCell(section[0]?.[0] ?? plain(''), colour);
    const table = { columns: others, rows: section.map((row) => row.slice(1)) };
    return `${printable(first?.heading ?? '')}: ${title}\n${renderAligned(table, colour, gap)}`;
  });
  return sections.join('\n\n');
}

/** Rows that follow each other and have the same first cell. */
function sectionsOf(rows: Rows): readonly Rows[] {
  const sections: (readonly Cell[])[][] = [];
  for (const row of rows) {
    const section = sections.at(-1);
    if (section && section[0]?.[0]?.text === row[0]?.text) section.push(row);
    else sections.push([row]);
  }
  return sections;
}

/** Headings down, rows across: as many beside each other as fit, one at least. */
function renderSideways({ columns, rows }: Table, colour: Colour, width: number): string {
  const blocks = sectionsOf(rows).flatMap((section) => {
    const fitting: { rows: Rows; text: string }[] = [];
    for (const row of section) {
      const last = fitting.at(-1);
      const beside = renderBlock(columns, [...(last?.rows ?? []), row], colour);
      if (last && longestLine(beside) <= width) {
        fitting[fitting.length - 1] = { rows: [...last.rows, row], text: beside };
      } else fitting.push({ rows: [row], text: renderBlock(columns, [row], colour) });
    }
    return fitting.map(({ text }) => text);
  });
  return blocks.join('\n\n');
}

function renderBlock(columns: readonly Column[], rows: Rows, colour: Colour): string {
  const lines = columns.map(({ heading }, index) => [
    `${printable(heading)}:`,
    ...rows.map((row) => renderCell(row[index] ?? plain(''), colour)),
  ]);
  return renderGrid([], [], lines, 2);
}

function renderGrid(
  head: string[],
  colAligns: ('left' | 'right')[],
  rows: readonly string[][],
  gap: number,
): string {
  const space = ' '.repeat(gap);
  const chars = {
    ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
    ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
    ...{ left: '', 'left-mid': '', mid: '-', 'mid-mid': space, right: '', 'right-mid': '' },
    middle: space,
  };
  const padding = { 'padding-left': 0, 'padding-right': 0 };
  const style = { ...padding, head: [], border: [], compact: true };
  const table = new CliTable({ head, colAligns, chars, style });
  table.push(...rows);
  return table.toString().replace(/ +$/gm, '');
}

/** The rule under headings is as wide as its table, and of ASCII, so its length is its width. */
function widthOf(rendered: string): number {
  const rules = rendered.split('\n').filter((line) => /^-[- ]*$/.test(line));
  return Math.max(0, ...rules.map((rule) => rule.length));
}

function longestLine(rendered: string): number {
  const lines = rendered.replace(COLOURS, '').split('\n');
  return Math.max(...lines.map((line) => line.length));
}

const COLOURS = /\u001b\[\d+m/g;
