// Names of files inside a results folder. They come from journals of unknown origin, so each is relative,
// stays below the folder, and can be written on any system.

import { isAbsolute } from 'node:path';

const MAX_PATH_BYTES = 1_024;
const MAX_NAME_BYTES = 255;
/** Control and format characters, lone surrogates, and what some file system gives a meaning. */
const UNUSABLE = /[\p{Cc}\p{Cf}\p{Cs}\\:*?"<>|]/u;

/** Whether the path is relative, with forward slashes, and leads nowhere but down. */
export function isStoredPath(path: string): boolean {
  if (Buffer.byteLength(path) > MAX_PATH_BYTES || isAbsolute(path)) return false;
  return path.split('/').every(isName);
}

function isName(name: string): boolean {
  if (name === '' || name === '.' || name === '..') return false;
  return Buffer.byteLength(name) <= MAX_NAME_BYTES && !UNUSABLE.test(name);
}
