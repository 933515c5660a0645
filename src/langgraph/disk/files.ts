// All that a durable store does to its folder: the only file of this layer that knows the file system. What
// is created gets its name once it is whole and on disk ("Crash consistency", https://lwn.net/Articles/457667/).

import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

export { mkdirSync as makeFolder, renameSync as renamePath, rmdirSync as removeEmptyFolder };

/** A file that only grows. */
export interface AppendingFile {
  readonly path: string;
  /** Resolves once the bytes are on disk. */
  append(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

export type OpenAppending = (path: string) => Promise<AppendingFile>;

/** Appends to a file that is there. */
export const openAppending: OpenAppending = async (path) => {
  const handle = await open(path, 'r+');
  let { size } = await handle.stat();
  return {
    path,
    append: async (bytes) => {
      for (let rest = bytes; rest.length > 0;) {
        const { bytesWritten } = await handle.write(rest, 0, rest.length, size);
        if (bytesWritten === 0) throw new Error('the disk takes no more');
        size += bytesWritten;
        rest = rest.subarray(bytesWritten);
      }
      await handle.datasync();
    },
    close: () => handle.close(),
  };
};

/** What a file that is being created is called. */
export const PARTIAL = '.partial';

/** Creates a file, or puts it in the place of one: whole or not at all. @returns its size */
export async function createDurably(path: string, pieces: Iterable<Uint8Array>): Promise<number> {
  const partial = `${path}${PARTIAL}`;
  try {
    const bytes = await writeSynced(partial, pieces);
    await rename(partial, path);
    await syncFolder(dirname(path));
    return bytes;
  } catch (thrown) {
    await rm(partial, { force: true }).catch(() => undefined);
    throw thrown;
  }
}

async function writeSynced(path: string, pieces: Iterable<Uint8Array>): Promise<number> {
  const handle = await open(path, 'w');
  let bytes = 0;
  try {
    for (const piece of pieces) {
      await handle.writeFile(piece);
      bytes += piece.length;
    }
    await handle.sync();
    return bytes;
  } finally {
    await handle.close();
  }
}

/** The names in a folder are data of the folder. Windows keeps them itself and cannot open one. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export async function cutFile(path: string, bytes: number): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.truncate(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}

/** Creates the folder and those above it that are missing. */
export function createFolders(path: string): void {
  if (isFolder(path)) return;
  // Each is tried once: Node's recursive mkdir never returns where a system denies one as /proc does.
  if (dirname(path) !== path) createFolders(dirname(path));
  try {
    mkdirSync(path);
  } catch (thrown) {
    if (!isFolder(path)) throw thrown;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** The names in a folder; none where it is not there or no folder. */
export function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (thrown) {
    if (['ENOENT', 'ENOTDIR'].includes(systemCodeOf(thrown))) return [];
    throw thrown;
  }
}

export function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** A file as it was when it was opened, to be read from any place. */
export interface ReadingFile {
  readonly path: string;
  readonly bytes: number;
  /** So many bytes from a place on, or fewer where the file ends before; memory of its own. */
  read(position: number, bytes: number): Uint8Array;
}

export function withFile<Result>(path: string, use: (file: ReadingFile) => Result): Result {
  const fd = openSync(path, 'r');
  try {
    const { size } = fstatSync(fd);
    const read: ReadingFile['read'] = (position, bytes) => readAt(fd, position, bytes);
    return use({ path, bytes: size, read });
  } finally {
    closeSync(fd);
  }
}

function readAt(fd: number, position: number, bytes: number): Uint8Array {
  const target = new Uint8Array(bytes);
  let done = 0;
  for (;;) {
    const read = readSync(fd, target, done, bytes - done, position + done);
    done += read;
    if (read === 0 || done === bytes) return target.subarray(0, done);
  }
}

/** The system's name for what went wrong, such as `ENOENT`; empty where it was something else. */
export function systemCodeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}
