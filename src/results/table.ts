// Tables as data, and one cell of them as text: coloured where colour is wanted, and always escaped.

import { printable } from '../model/quote.js';
import type { Verdict } from '../model/verdict.js';

export interface Column {
  readonly heading: string;
  readonly align: 'left' | 'right';
}

/** How a cell is coloured where colour is wanted. */
export type Tone = 'plain' | 'good' | 'bad' | 'unsure';

export const VERDICT_TONES: Readonly<Record<Verdict, Tone>> = {
  PASS: 'good',
  UNKNOWN: 'unsure',
  FAIL: 'bad',
};

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

const SGR = { good: 32, bad: 31, unsure: 33 } as const;
const DEFAULT_COLOUR = 39;

/** The text escaped, and coloured where colour is wanted. */
export function renderCell({ text, tone }: Cell, colour: TextOptions['colour']): string {
  const safe = printable(text);
  if (colour === 'none' || tone === 'plain') return safe;
  return `\u001b[${SGR[tone]}m${safe}\u001b[${DEFAULT_COLOUR}m`;
}
