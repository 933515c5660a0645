// The correct store in memory, each call an atomic step.

import { createMemoryStore } from '../memory/memory-store.js';
import { atomic } from './steps.js';

export const memoryInSteps = atomic(createMemoryStore);
