// Result files on disk. Checked before anything is executed, because a study of hours must not end in a
// path that cannot be written; written whole beside their name and renamed, because half a file is worse
// than none.

import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { EXIT, messageOf, UserError } from '../model/problem.js';

/** @throws UserError (exit 73) where a file of that name could not be written. */
export function requireWritableFile(path: string): void {
  const kind = kindOf(path);
  if (kind === 'folder') throw cannotCreate(path, 'it is a folder: name a file');
  const folder = dirname(targetOf(path));
  try {
    // Opened as a folder: a file that stands in its place may well be writable.
    accessSync(kind === 'device' ? path : `${folder}/.`, constants.W_OK);
  } catch (thrown) {
    throw cannotCreate(path, messageOf(thrown));
  }
}

/** Creates the folder. @throws UserError (exit 73) where it has content already or cannot be created. */
export function createNewFolder(path: string): void {
  try {
    createFolders(resolve(path));
    accessSync(path, constants.W_OK);
    if (readdirSync(path).length === 0) return;
  } catch (thrown) {
    throw cannotCreate(path, messageOf(thrown));
  }
  throw cannotCreate(path, 'it has content, and nothing is overwritten: name a new folder');
}

/**
 * Creates the folder and all above it that are missing. Another process may create them at the same time.
 * Node's own recursive mkdir never returns where a file system denies a folder by saying that its parent is
 * missing, as /proc does; here each folder is tried once.
 */
export function createFolders(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) createFolders(parent);
  try {
    mkdirSync(path);
  } catch (thrown) {
    if (!isFolder(path)) throw thrown;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** @throws UserError (exit 74) where writing fails now, for example on a full disk. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  try {
    // Renaming a file over /dev/null would take the device away.
    if (kindOf(path) === 'device') writeFileSync(path, content);
    else replaceFile(targetOf(path), content);
  } catch (thrown) {
    const parts = { what: 'cannot write', where: path, remedy: messageOf(thrown) };
    throw new UserError(EXIT.io, parts, thrown);
  }
}

function replaceFile(path: string, content: string | Uint8Array): void {
  const partial = `${path}.partial-${process.pid}`;
  try {
    writeFileSync(partial, content);
    renameSync(partial, path);
  } finally {
    rmSync(partial, { force: true });
  }
}

/** `device`: what exists and is neither a file nor a folder, such as a pipe or a terminal. */
function kindOf(path: string): 'file' | 'folder' | 'device' {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) return 'folder';
    return stats.isFile() ? 'file' : 'device';
  } catch {
    return 'file';
  }
}

/** Where the file itself is or will be: a link stays a link. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

function cannotCreate(path: string, remedy: string): UserError {
  return new UserError(EXIT.cannot_create, { what: 'cannot create', where: path, remedy });
}
