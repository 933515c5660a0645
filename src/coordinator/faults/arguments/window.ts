// The passes in which a fault strikes: `@3`, or `@2-5` with both ends. Passes are counted from 0 over a
// repetition.

import { quoted } from '../../../model/quote.js';
import type { Argument, Taken } from './argument.js';
import { bad, taken, without } from './argument.js';
import { readWhole } from './setting.js';

/** Both ends included. */
export interface Window {
  readonly start: number;
  readonly stop: number;
}

/** A storm takes every pass up to the end of the last window, so that this bounds what a typo can cost. */
const PASS_MAX = 9999;

const REMEDY = `give passes from 0 to ${PASS_MAX}, as in @3 or @2-5`;

/** Null: as long as the storm. */
export const WINDOW: Argument<Window | null> = {
  words: [],
  take: (pieces) => {
    const index = pieces.findIndex((piece) => piece.startsWith('@'));
    const piece = pieces[index];
    if (piece === undefined) return taken(null, pieces);
    return readWindow(piece, without(pieces, index));
  },
  write: (window) => (window === null ? null : writeWindow(window)),
};

export const REQUIRED_WINDOW: Argument<Window> = {
  words: [],
  take: (pieces) => {
    const read = WINDOW.take(pieces);
    if (read.type === 'bad') return read;
    if (read.value === null) return bad('it needs a window', REMEDY);
    return taken(read.value, read.rest);
  },
  write: writeWindow,
};

export function covers(window: Window | null, pass: number): boolean {
  return window === null || (pass >= window.start && pass <= window.stop);
}

function readWindow(piece: string, rest: readonly string[]): Taken<Window> {
  const [first = '', second = first, ...more] = piece.slice(1).split('-');
  const [start, stop] = [readWhole(first, 0, PASS_MAX), readWhole(second, 0, PASS_MAX)];
  if (start === null || stop === null || more.length > 0) {
    return bad(`${quoted(piece)} is no window`, REMEDY);
  }
  if (start > stop) return bad(`${quoted(piece)} ends before it begins`, REMEDY);
  return taken({ start, stop }, rest);
}

function writeWindow({ start, stop }: Window): string {
  return start === stop ? `@${start}` : `@${start}-${stop}`;
}
