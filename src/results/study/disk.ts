// Bytes that outlast a power cut: synchronised before they get their name, and the name before anything
// relies on it ("Crash consistency", https://lwn.net/Articles/457667/). The three ways in which the
// journal changes a disk are an interface, so that tests can make a disk full.

import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { EXIT, messageOf, UserError } from '../../model/problem.js';
import { printable } from '../../model/quote.js';

export interface Disk {
  /** Returns how many bytes were written: fewer than given where the disk is full. */
  write(fd: number, bytes: Buffer): number;
  sync(fd: number): void;
  truncate(fd: number, bytes: number): void;
}

export const DISK: Disk = {
  write: (fd, bytes) => writeSync(fd, bytes),
  sync: fsyncSync,
  truncate: ftruncateSync,
};

/**
 * Writes a file whole, or leaves what was there.
 * @throws UserError (exit 74) where that fails, for example on a full disk.
 */
export function writeDurably(path: string, content: string | Uint8Array): void {
  const partial = `${path}.partial-${process.pid}`;
  try {
    writeSynced(partial, Buffer.from(content));
    renameSync(partial, path);
    syncFolder(dirname(path));
  } catch (thrown) {
    discard(partial);
    throw cannotWrite(path, messageOf(thrown), thrown);
  }
}

/** Creates the file, which must not be there, or nothing. Its bytes, not yet its name, are then on disk. */
export function createSynced(path: string, bytes: Buffer, disk: Disk = DISK): void {
  const fd = openSync(path, 'wx');
  try {
    writeTo(fd, bytes, disk);
  } catch (thrown) {
    discard(path);
    throw thrown;
  }
}

function writeSynced(path: string, bytes: Buffer): void {
  writeTo(openSync(path, 'w'), bytes, DISK);
}

function writeTo(fd: number, bytes: Buffer, disk: Disk): void {
  try {
    writeAll(fd, bytes, disk);
    disk.sync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Removes what was begun and failed. That it cannot be removed either is not what is to be told. */
export function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // It is told why it was begun in vain.
  }
}

/** In one write, but for a disk that takes only a part: writing the rest then says why. */
export function writeAll(fd: number, bytes: Buffer, disk: Disk): void {
  for (let rest = bytes; rest.length > 0;) {
    const written = disk.write(fd, rest);
    if (written === 0) throw new Error('the disk takes no more');
    rest = rest.subarray(written);
  }
}

/** The names in a folder are data of the folder. Windows keeps them itself and cannot open one. */
export function syncFolder(path: string, disk: Disk = DISK): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, constants.O_RDONLY);
  try {
    disk.sync(fd);
  } finally {
    closeSync(fd);
  }
}

/** A file that can be read from any place, and its size when it was opened. */
export interface OpenFile {
  readonly fd: number;
  readonly bytes: number;
}

/** Opens a regular file; null where it is something else. A pipe in its place does not block. */
export function openRegular(path: string): OpenFile | null {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const stats = fstatSync(fd);
  if (stats.isFile()) return { fd, bytes: stats.size };
  closeSync(fd);
  return null;
}

/** So many bytes from a place on, or fewer where the file ends before. */
export function readAt(fd: number, position: number, bytes: number): Buffer {
  const buffer = Buffer.allocUnsafe(bytes);
  let done = 0;
  for (;;) {
    const read = readSync(fd, buffer, done, bytes - done, position + done);
    done += read;
    if (read === 0 || done === bytes) return buffer.subarray(0, done);
  }
}

export function cannotWrite(path: string, remedy: string, cause?: unknown): UserError {
  const parts = { what: 'cannot write', where: printable(path), remedy: printable(remedy) };
  return new UserError(EXIT.io, parts, cause);
}

/** The system's name for what went wrong, such as `ENOENT`; empty where it was something else. */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
