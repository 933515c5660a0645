// Numbers as people type them, read strictly: what a lenient parser would turn into NaN, 0 or another
// number is an error that names the flag.

import { EXIT, UserError } from '../model/problem.js';

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

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

/** @throws UserError (exit 64) for an empty entry or one given twice. */
export function parseList(flag: string, text: string): readonly string[] {
  const entries = text.split(',').map((entry) => entry.trim());
  if (entries.includes('')) {
    throw badFlag(flag, text, 'give one or more entries separated by commas');
  }
  refuseRepeated(flag, text, entries);
  return entries;
}

/** @throws UserError (exit 64) as for one number, and where one is given twice, as in `2,02`. */
export function parseWholes(flag: string, text: string, bounds: Bounds): readonly number[] {
  const numbers = parseList(flag, text).map((entry) => parseWhole(flag, entry, bounds));
  refuseRepeated(flag, text, numbers);
  return numbers;
}

function refuseRepeated(flag: string, text: string, entries: readonly (string | number)[]): void {
  const twice = entries.find((entry, index) => entries.indexOf(entry) !== index);
  if (twice !== undefined) throw badFlag(flag, text, `give ${JSON.stringify(twice)} once`);
}

/** A flag's value that cannot be used: which, what was typed, and what to type instead. */
export function badFlag(flag: string, text: string, remedy: string): UserError {
  return new UserError(EXIT.usage, {
    what: 'bad value',
    where: `--${flag} ${JSON.stringify(text)}`,
    remedy,
  });
}
