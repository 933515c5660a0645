// Results that cannot be relied on: one kind of error, whatever of the folder it is about.

import { EXIT, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';

/** @param remedy what is wrong there and what to do about it. */
export function corruptResults(where: string, remedy: string, cause?: unknown): UserError {
  const parts = {
    what: 'results cannot be relied on',
    where: printable(where),
    remedy: printable(remedy),
  };
  return new UserError(EXIT.corrupt_results, parts, cause);
}

/** @param where what is not there. */
export function missingResults(where: string, remedy: string, cause?: unknown): UserError {
  const parts = { what: 'no results', where: printable(where), remedy: printable(remedy) };
  return new UserError(EXIT.input_not_found, parts, cause);
}

/** What a later version wrote can mean anything. */
export const NEWER = 'it was written by a newer mergestorm: upgrade to read it';
