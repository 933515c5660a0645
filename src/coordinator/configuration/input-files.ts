// The files a study is given, by their content: a study resumed with another log or another plug-in under
// the same name would be two studies in one folder.

import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import type { InputFile } from '../../results/manifest.js';
import { printable } from '../../model/quote.js';
import type { Study } from '../study.js';

const CHUNK_BYTES = 1024 ** 2;

/**
 * The write log and the modules of plug-ins, as named in the study; what modules import is not followed.
 * @throws UserError (exit 66) where one of them cannot be read.
 */
export function digestInputs(study: Study): readonly InputFile[] {
  return inputPathsOf(study).map((path) => ({ path, sha256: digestFile(path) }));
}

function inputPathsOf({ strategies, model, log_file }: Study): readonly string[] {
  const modules = [...strategies, model].flatMap((reference) =>
    reference.type === 'plugin' ? [fileURLToPath(reference.url)] : [],
  );
  return [...new Set([...(log_file === null ? [] : [log_file]), ...modules])];
}

function digestFile(path: string): string {
  try {
    const descriptor = openSync(path, 'r');
    try {
      return digestOf(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    throw unreadable(path, thrown);
  }
}

/** Chunk by chunk: a log may be larger than memory. */
function digestOf(descriptor: number): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (let bytes = readSync(descriptor, chunk); bytes > 0; bytes = readSync(descriptor, chunk)) {
    hash.update(chunk.subarray(0, bytes));
  }
  return hash.digest('hex');
}

function unreadable(path: string, thrown: unknown): UserError {
  const where = printable(path);
  const parts = { what: 'input cannot be read', where, remedy: printable(messageOf(thrown)) };
  return new UserError(EXIT.input_not_found, parts, thrown);
}
