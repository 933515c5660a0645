// What yargs hands over, made honest: each flag once, text as text, and no value where none was typed.

import { badFlag } from './numbers.js';

/** @throws UserError (exit 64) where a flag is repeated or has no value. */
export function textOf(typed: Readonly<Record<string, unknown>>, flag: string): string | undefined {
  const value = typed[flag];
  if (value === undefined) return undefined;
  if (Array.isArray(value)) throw badFlag(flag, value.join(' '), 'give the flag once');
  const text = typeof value === 'string' ? value : '';
  if (text.trim() === '') throw badFlag(flag, text, 'give a value');
  return text;
}

/** A word that the parser has seen to. @throws UserError (exit 64) where it is empty. */
export function requiredText(typed: Readonly<Record<string, unknown>>, word: string): string {
  const text = textOf(typed, word);
  if (text === undefined) throw new Error(`the parser let a missing ${word} through`);
  return text;
}

/** True where the switch was typed, however often. */
export function isSet(typed: Readonly<Record<string, unknown>>, flag: string): boolean {
  return typed[flag] === true;
}

/** The texts of several flags, those typed only. */
export function textsOf<F extends string>(
  typed: Readonly<Record<string, unknown>>,
  flags: readonly F[],
): Partial<Record<F, string>> {
  const texts: Partial<Record<F, string>> = {};
  for (const flag of flags) {
    const text = textOf(typed, flag);
    if (text !== undefined) texts[flag] = text;
  }
  return texts;
}
