// Every planted bug. One file and one entry here add one.

import type { PlantedBug } from '../planted-bug.js';
import { decidesByArrival } from './decides-by-arrival.js';
import { doublesOnReimport } from './doubles-on-reimport.js';
import { dropsWrites } from './drops-writes.js';
import { escalatesAndApplies } from './escalates-and-applies.js';
import { lastImportWins } from './last-import-wins.js';
import { mutatesInput } from './mutates-input.js';
import { swallowsErrors } from './swallows-errors.js';
import { swapsAuthor } from './swaps-author.js';
import { takesFirstOfBatch } from './takes-first-of-batch.js';

export const PLANTED_BUGS: readonly PlantedBug[] = [
  dropsWrites,
  swapsAuthor,
  decidesByArrival,
  escalatesAndApplies,
  doublesOnReimport,
  lastImportWins,
  takesFirstOfBatch,
  mutatesInput,
  swallowsErrors,
];
