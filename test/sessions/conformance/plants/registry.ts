// Stores with one operation that is wrong in whatever order calls come. The bugs that show only between two
// callers stand with the explorer.

import { INPUT_PLANTS } from './input-plants.js';
import { LEASE_PLANTS } from './lease-plants.js';
import type { SequentialPlant } from './lies.js';
import { SAVING_PLANTS } from './saving-plants.js';
import { WORK_PLANTS } from './work-plants.js';

export const SEQUENTIAL_PLANTS: readonly SequentialPlant[] = [
  ...LEASE_PLANTS,
  ...WORK_PLANTS,
  ...INPUT_PLANTS,
  ...SAVING_PLANTS,
];
