// A probability as people type it, in whole millionths: what is finer than that would be printed as
// nothing, strike nothing, and be reported as a fault that did no harm.

import { quoted } from '../../../model/quote.js';
import type { Bad } from '../fault.js';
import { bad } from './argument.js';

const PERCENT = /^(\d{1,3}(?:\.\d{1,4})?)%$/;
const FRACTION = /^(?:[01](?:\.\d{0,6})?|\.\d{1,6})$/;

const REMEDY = 'give more than 0 and at most 1, as in 10% or 0.1, in steps of 0.0001% or more';

/** In millionths, 1 to 1,000,000. */
export type Probability = { readonly type: 'probability'; readonly millionths: number } | Bad;

export function readProbability(text: string): Probability {
  const millionths = countMillionths(text);
  if (millionths === null || millionths > 1e6) {
    return bad(`${quoted(text)} is no probability`, REMEDY);
  }
  if (millionths === 0) {
    return bad(
      'a fault of probability 0 never strikes',
      'leave it out, or give it more than 0, as in 10%',
    );
  }
  return { type: 'probability', millionths };
}

/** As a percentage, the one canonical form: `10%`. */
export function writeProbability(millionths: number): string {
  return `${millionths / 1e4}%`;
}

/** Rounded because 0.07 times a million is not whole in binary; the text itself is never finer. */
function countMillionths(text: string): number | null {
  const percent = PERCENT.exec(text)?.[1];
  if (percent !== undefined) return Math.round(Number(percent) * 1e4);
  return FRACTION.test(text) ? Math.round(Number(text) * 1e6) : null;
}
