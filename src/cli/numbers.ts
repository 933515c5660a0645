// Numbers as people type them, read strictly: what a lenient parser would turn into NaN, 0 or another
// number is an error that names the flag.

import type { Bounds } from '../coordinator/configuration/bounds.js';
import { EXIT, UserError } from '../model/problem.js';

/** @throws UserError (exit 64) unless the text is a whole number within bounds. */
export function parseWhole(flag: string, text: string, { min, max }: Bounds): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(value) || value < min || value > max) {
    throw badFlag(flag, text, `give a whole number from ${min} to ${max}`);
  }
  return value;
}

/**
 * Six decimals at most, so that the number is printed as it is typed and never as 1e-7.
 * @throws UserError (exit 64) unless the text is a decimal number within bounds.
 */
export function parseDecimal(flag: string, text: string, { min, max }: Bounds): number {
  const value = /^[+-]?(\d+(\.\d{0,6})?|\.\d{1,6})$/.test(text) ? Number(text) : NaN;
  if (!Number.isFinite(value) || value < min || value > max) {
    throw badFlag(flag, text, `give a number from ${min} to ${max}, with 6 decimals at most`);
  }
  return value;
}

/** A flag's value that cannot be used: which, what was typed, and what to type instead. */
export function badFlag(flag: string, text: string, remedy: string): UserError {
  return new UserError(EXIT.usage, {
    what: 'bad value',
    where: `--${flag} ${JSON.stringify(text)}`,
    remedy,
  });
}
