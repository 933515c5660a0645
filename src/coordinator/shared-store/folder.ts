// The folder of a shared store, by name that of the process whose it is: whoever kills that process can tell what
// it has left behind.

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), prefixOf(process.pid)));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Removes what a process of this host, which has ended, did not remove itself. Never throws: it is only litter. */
export function removeFoldersOf(pid: number): void {
  try {
    const left = readdirSync(tmpdir()).filter((name) => name.startsWith(prefixOf(pid)));
    for (const name of left) removeFolder(join(tmpdir(), name));
  } catch {
    return;
  }
}

/** The host's name too: containers may share a folder for temporary files, and count processes each for itself. */
function prefixOf(pid: number): string {
  return `mergestorm-shared-${encodeURIComponent(hostname())}-${pid}-`;
}
