// Opening a file of a results folder for reading: what is not there, not a file or not readable is an error
// that says so.

import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';
import { corruptResults, missingResults } from './corrupt.js';
import { codeOf, openRegular } from './disk.js';
import type { OpenFile } from './disk.js';

const NOT_THERE = ['ENOENT', 'ENOTDIR'];

/**
 * @param missing what it means that there is no such file.
 * @throws UserError (exit 65) where it is not a file, (66) where there is none, (74) where it cannot be read.
 */
export function openResults(path: string, missing: string): OpenFile {
  const file = tryOpen(path, missing);
  if (file) return file;
  throw corruptResults(path, 'it is not a file');
}

function tryOpen(path: string, missing: string): OpenFile | null {
  try {
    return openRegular(path);
  } catch (thrown) {
    if (NOT_THERE.includes(codeOf(thrown))) throw missingResults(path, missing, thrown);
    throw cannotRead(path, thrown);
  }
}

export function cannotRead(path: string, thrown: unknown): UserError {
  const remedy = printable(messageOf(thrown));
  return new UserError(EXIT.io, { what: 'cannot read', where: printable(path), remedy }, thrown);
}
