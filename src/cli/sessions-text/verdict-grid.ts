// A verdict per store before each line of text: narrow columns first, so that a long text wraps and nothing else moves.

import type { Verdict } from '../../model/verdict.js';
import { printable } from '../../model/quote.js';
import { wrapped } from '../../results/tables/wrap.js';
import type { TextOptions } from '../../results/table.js';
import { renderCell, VERDICT_TONES } from '../../results/table.js';

export interface VerdictGrid {
  /** Headings of the verdicts. */
  readonly stores: readonly string[];
  /** Heading of the texts. */
  readonly heading: string;
  readonly rows: readonly VerdictRow[];
}

export interface VerdictRow {
  readonly text: string;
  readonly verdicts: readonly { readonly store: string; readonly verdict: Verdict }[];
}

const GAP = '  ';
/** No verdict is longer. */
const NARROWEST = 'UNKNOWN'.length;
const NOT_RUN = '-';

/** Lines without a line break at the end. */
export function renderVerdictGrid(
  { stores, heading, rows }: VerdictGrid,
  { colour, width }: TextOptions,
): string {
  const head = stores.map((store) => store.padEnd(columnWidth(store)) + GAP).join('');
  const room = width === null ? null : width - head.length;
  const lines = rows.map(({ text, verdicts }) => {
    const cells = stores.map((store) => {
      const verdict = verdicts.find((one) => one.store === store)?.verdict;
      return renderVerdict(verdict, columnWidth(store), colour) + GAP;
    });
    const block = wrapped(printable(text), room, '');
    return cells.join('') + block.replaceAll('\n', `\n${' '.repeat(head.length)}`);
  });
  return [`${head}${heading}`, ...lines].join('\n');
}

function columnWidth(store: string): number {
  return Math.max(NARROWEST, store.length);
}

/** Padded outside its colour, so that colours take no room. */
function renderVerdict(
  verdict: Verdict | undefined,
  width: number,
  colour: TextOptions['colour'],
): string {
  const text = verdict ?? NOT_RUN;
  const cell = { text, tone: verdict ? VERDICT_TONES[verdict] : 'plain' } as const;
  return renderCell(cell, colour) + ' '.repeat(width - text.length);
}
