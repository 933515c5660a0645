// From the text of a flag to a value that can be checked: what is no number stays text, and is refused as
// such by the check.

import { FIELD_KINDS } from '../../model/write.js';
import { badFlag } from '../numbers.js';

/** @throws UserError (exit 64) for a text that is not even of the right form. */
export type Reader = (text: string, flag: string) => unknown;

export const readText: Reader = (text) => text;

/** Plain decimals alone: what a lenient parser would take for a number (1e3, 0x10, NaN) is none. */
export const readNumber: Reader = (text) =>
  /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : text;

/** Entries separated by commas, with spaces around them. */
export function listOf(read: Reader): Reader {
  return (text, flag) => {
    const entries = text.split(',').map((entry) => entry.trim());
    if (entries.includes(''))
      throw badFlag(flag, text, 'give one or more entries separated by commas');
    return entries.map((entry) => read(entry, flag));
  };
}

/** Mixes of faults, separated by `;`. */
export const mixesOf: Reader = (text, flag) => {
  const mixes = text.split(';').map((mix) => mix.trim());
  if (mixes.includes('')) throw badFlag(flag, text, 'give one or more mixes separated by ;');
  return mixes;
};

/** `1,1,1`: one weight for each kind, in order. */
export const readWeights: Reader = (text, flag) => {
  const weights = text.split(',').map((entry) => readNumber(entry, flag));
  if (weights.length !== FIELD_KINDS.length)
    throw badFlag(flag, text, `give three weights, not all 0, for ${FIELD_KINDS.join(',')}`);
  return Object.fromEntries(FIELD_KINDS.map((kind, index) => [kind, weights[index]]));
};
