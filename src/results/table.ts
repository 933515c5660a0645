// Tables for terminals: aligned columns under one rule, light enough to paste into an issue. Where the
// terminal is too narrow, one stacked block per row instead of lines that wrap.

import CliTable from 'cli-table3';
import { printable } from '../model/quote.js';

export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** How a cell is coloured where colour is wanted. */
export type Tone = 'plain' | 'good' | 'bad' | 'unsure';

export interface Cell {
  readonly text: string;
  readonly tone: Tone;
}

/** Every row has one cell per column. Texts may come from anywhere: they are escaped when rendered. */
export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface TextOptions {
  readonly colour: 'ansi' | 'none';
  /** Columns of the terminal; null where there is no terminal, and so no limit. */
  readonly width: number | null;
}

export function plain(text: string): Cell {
  return { text, tone: 'plain' };
}

/** The table as lines without a line break at the end; stacked where it would not fit. */
export function renderTable(table: Table, options: TextOptions): string {
  const aligned = renderAligned(table, options);
  return options.width !== null && widthOf(aligned) > options.width
    ? renderStacked(table, options)
    : aligned;
}

/** Spaces between columns, a rule under the headings, nothing else. */
const LIGHT = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '-', 'mid-mid': '  ', right: '', 'right-mid': '' },
  middle: '  ',
};

function renderAligned({ columns, rows }: Table, { colour }: TextOptions): string {
  const table = new CliTable({
    head: columns.map(({ heading }) => printable(heading)),
    colAligns: columns.map(({ align }) => align),
    chars: LIGHT,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => row.map((cell) => renderCell(cell, colour))));
  return table.toString().replace(/ +$/gm, '');
}

/** The rule under the headings is as wide as the table, and of ASCII, so its length is its width. */
function widthOf(aligned: string): number {
  return aligned.split('\n')[1]?.length ?? 0;
}

function renderStacked({ columns, rows }: Table, { colour }: TextOptions): string {
  const headings = columns.map(({ heading }) => `${printable(heading)}:`);
  const indent = Math.max(...headings.map((heading) => heading.length)) + 1;
  const blocks = rows.map((row) =>
    headings.map((heading, column) => {
      const cell = row[column] ?? plain('');
      return `${heading.padEnd(indent)}${renderCell(cell, colour)}`.trimEnd();
    }),
  );
  return blocks.map((block) => block.join('\n')).join('\n\n');
}

const SGR = { good: 32, bad: 31, unsure: 33 } as const;
const DEFAULT_COLOUR = 39;

/** The text escaped, and coloured where colour is wanted. */
export function renderCell({ text, tone }: Cell, colour: TextOptions['colour']): string {
  const safe = printable(text);
  if (colour === 'none' || tone === 'plain') return safe;
  return `\u001b[${SGR[tone]}m${safe}\u001b[${DEFAULT_COLOUR}m`;
}
