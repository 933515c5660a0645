// The text of a study file, read with a cap: it is written by hand, so anything large is something else.

import { closeSync, openSync, readSync } from 'node:fs';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';

const MAX_BYTES = 1024 ** 2;

const NOT_AN_INPUT: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  ENAMETOOLONG: 'there is no such file',
  EISDIR: 'it is a directory; name the file',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
};

/** @throws UserError (exit 66 where it cannot be opened, 64 where it is no text or larger than 1 MiB). */
export function readText(file: string): string {
  const bytes = readBytes(file);
  if (bytes.length > MAX_BYTES) throw bad(file, 'it is larger than 1 MiB: write the study by hand');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw bad(file, 'it is not UTF-8 text');
  }
}

/** At most one byte more than may be: a device would never end. */
function readBytes(file: string): Buffer {
  try {
    const descriptor = openSync(file, 'r');
    try {
      return readUpTo(descriptor, MAX_BYTES + 1);
    } finally {
      closeSync(descriptor);
    }
  } catch (thrown) {
    throw notReadable(file, thrown);
  }
}

function readUpTo(descriptor: number, limit: number): Buffer {
  const buffer = Buffer.allocUnsafe(limit);
  let length = 0;
  for (let bytes = -1; bytes !== 0 && length < limit; length += bytes) {
    bytes = readSync(descriptor, buffer, length, limit - length, null);
  }
  return buffer.subarray(0, length);
}

function notReadable(file: string, thrown: unknown): UserError {
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const reason = Object.hasOwn(NOT_AN_INPUT, code) ? NOT_AN_INPUT[code] : undefined;
  const parts = {
    what: 'cannot read the study file',
    where: printable(file),
    remedy: reason ?? printable(messageOf(thrown)),
  };
  return new UserError(EXIT.input_not_found, parts, thrown);
}

function bad(file: string, remedy: string): UserError {
  const where = `${printable(file)}:1:1`;
  return new UserError(EXIT.usage, { what: 'bad study file', where, remedy });
}
