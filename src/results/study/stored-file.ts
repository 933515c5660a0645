// Files that journal entries name: what it takes to judge a repetition again. Written before the entry that
// names them, and read back only as what was written: same size, same checksum, inside the folder.

import { createHash } from 'node:crypto';
import { closeSync, realpathSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { messageOf } from '../../model/problem.js';
import { quoted } from '../../model/quote.js';
import { createFolders } from '../files.js';
import { corruptResults } from './corrupt.js';
import { cannotWrite, openRegular, readAt, syncFolder, writeDurably } from './disk.js';
import type { StoredFile } from './entry.js';
import { isStoredPath } from './stored-path.js';

/**
 * Writes a file into the folder, whole and on disk, with the folders it needs; one that is there already is
 * replaced, because a repetition that was killed may have left it.
 * @param relative_path with forward slashes.
 * @throws RangeError for a path that leads out of the folder, UserError (exit 74) where writing fails.
 */
export function writeStored(folder: string, relative_path: string, bytes: Uint8Array): StoredFile {
  if (!isStoredPath(relative_path)) {
    throw new RangeError(`${quoted(relative_path)} is no path within a results folder`);
  }
  const path = join(folder, relative_path);
  try {
    createFolders(dirname(path));
    requireWithin(folder, dirname(path));
    syncFolder(folder);
  } catch (thrown) {
    throw cannotWrite(path, messageOf(thrown), thrown);
  }
  writeDurably(path, bytes);
  return { path: relative_path, bytes: bytes.length, sha256: sha256Of(bytes) };
}

/**
 * The content of a stored file, at most `max_bytes` of it.
 * @throws UserError (exit 65) where it is not there, not within the folder, too large, or not what was written.
 */
export function readStored(folder: string, file: StoredFile, max_bytes: number): Buffer {
  const path = join(folder, file.path);
  if (!isStoredPath(file.path))
    throw corruptResults(path, 'it does not lie within the results folder');
  if (file.bytes > max_bytes) {
    throw corruptResults(path, `it is to hold ${file.bytes} bytes, more than ${max_bytes}`);
  }
  const content = readWithin(folder, path, file.bytes);
  if (content.length !== file.bytes || sha256Of(content) !== file.sha256) {
    throw corruptResults(path, 'it is not what was written: size or checksum does not match');
  }
  return content;
}

/** Up to one byte more than expected, which tells a file that has grown. */
function readWithin(folder: string, path: string, bytes: number): Buffer {
  try {
    requireWithin(folder, path);
    const file = openRegular(path);
    if (!file) throw new Error('it is not a file');
    try {
      return readAt(file.fd, 0, Math.min(bytes + 1, file.bytes));
    } finally {
      closeSync(file.fd);
    }
  } catch (thrown) {
    throw corruptResults(path, messageOf(thrown), thrown);
  }
}

/** @throws Error where links lead out of the folder. */
export function requireWithin(folder: string, path: string): void {
  const real = realpathSync(path);
  const root = realpathSync(folder);
  if (real === root || real.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return;
  throw new Error('it does not lie within the results folder');
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
