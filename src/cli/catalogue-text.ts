// What there is to choose from, as text: names in one column, and beside them what they are, wrapped where the terminal
// ends. Where there is no terminal every entry is one line, for other tools.

import { REDUNDANCY_NOTE } from '../results/redundancy.js';
import { wrapped } from '../results/tables/wrap.js';

export interface Listed {
  readonly name: string;
  readonly summary: string;
  /** As it may be typed. */
  readonly example?: string;
}

export type Catalogue = Readonly<Record<string, readonly Listed[]>>;

const MARGIN = '  ';
/** With less room than this beside the names, what they are stands under them. */
const MIN_ROOM = 30;
const UNDER_NAME = 4;

/** What is to be known of a whole section. */
const NOTES = new Map([['topologies', `in results, ${REDUNDANCY_NOTE}`]]);

/** @param width columns of the terminal; null where there is none. */
export function formatCatalogue(catalogue: Catalogue, width: number | null): string {
  const sections = Object.entries(catalogue).map(([title, listed]) => {
    const note = NOTES.get(title);
    const notes = note === undefined ? [] : [`\n${MARGIN}${fitted(note, width, MARGIN.length)}\n`];
    const lines = [...entriesOf(listed, width), ...notes];
    return `${title.replaceAll('_', ' ')}\n${lines.join('') || `${MARGIN}none in this version\n`}`;
  });
  return sections.join('\n');
}

function entriesOf(listed: readonly Listed[], width: number | null): readonly string[] {
  const widest = Math.max(0, ...listed.map(({ name }) => name.length));
  const beside = MARGIN.length + widest + MARGIN.length;
  const isRoomy = width === null || width - beside >= MIN_ROOM;
  return listed.map(({ name, summary, example }) => {
    const text = example === undefined ? summary : `${summary}, as in ${example}`;
    return isRoomy
      ? `${MARGIN}${name.padEnd(widest)}${MARGIN}${fitted(text, width, beside)}\n`
      : `${MARGIN}${name}\n${' '.repeat(UNDER_NAME)}${fitted(text, width, UNDER_NAME)}\n`;
  });
}

/** The text as it stands from that column on. */
function fitted(text: string, width: number | null, column: number): string {
  if (width === null) return text;
  return wrapped(text, width - column, '').replaceAll('\n', `\n${' '.repeat(column)}`);
}
