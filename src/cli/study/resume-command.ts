import { relative } from 'node:path';
import { shellQuote } from '../../model/shell.js';

/** What to type to go on with the study in that folder, from here. */
export function resumeCommand(folder: string): string {
  return `mergestorm study --resume ${shellQuote(shortest(folder))}`;
}

/** The path from here, unless it leads up and away. */
export function shortest(folder: string): string {
  const path = relative('', folder);
  return path === '' || path.startsWith('..') ? folder : path;
}
