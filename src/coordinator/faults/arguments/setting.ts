// An argument with a name and a whole number: `times=3`.

import { quoted } from '../../../model/quote.js';
import type { Argument } from './argument.js';
import { bad, taken, without } from './argument.js';

export interface Setting {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  /** Its value where it is not given. */
  readonly fallback: number;
}

export function setting({ name, min, max, fallback }: Setting): Argument<number> {
  const prefix = `${name}=`;
  return {
    words: [`${prefix}N`],
    take: (pieces) => {
      const index = pieces.findIndex((piece) => piece.startsWith(prefix));
      const text = pieces[index]?.slice(prefix.length);
      if (text === undefined) return taken(fallback, pieces);
      const value = readWhole(text, min, max);
      return value === null
        ? bad(`${name} is ${quoted(text)}`, `give a whole number from ${min} to ${max}`)
        : taken(value, without(pieces, index));
    },
    write: (value) => (value === fallback ? null : `${prefix}${value}`),
  };
}

/** The whole number, or null where the text is none within bounds. */
export function readWhole(text: string, min: number, max: number): number | null {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  return value >= min && value <= max ? value : null;
}
