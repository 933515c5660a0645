// A whole number right behind `name=`.

import { quoted } from '../../../model/quote.js';
import type { Argument } from './argument.js';
import { bad, taken } from './argument.js';
import { readWhole } from './setting.js';

export function ticks({
  min,
  max,
}: {
  readonly min: number;
  readonly max: number;
}): Argument<number> {
  return {
    words: [],
    take: ([head = '', ...rest]) => {
      const value = readWhole(head, min, max);
      return value === null
        ? bad(`${quoted(head)} are no ticks`, `give a whole number from ${min} to ${max}`)
        : taken(value, rest);
    },
    write: String,
  };
}
