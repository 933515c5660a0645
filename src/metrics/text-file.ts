// The kernel answers questions in small text files, and which of them exist depends on the machine.

import { readFileSync } from 'node:fs';

/** The text of a file, or null where it cannot be read. */
export type ReadText = (path: string) => string | null;

export const readText: ReadText = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
