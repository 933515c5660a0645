import { availableParallelism } from 'node:os';
import { getHeapStatistics } from 'node:v8';
import { readAvailableMemoryBytes } from '../metrics/available-memory.js';
import type { Machine } from './capacity.js';

/** What this process may use, as of now. */
export function readMachine(): Machine {
  return {
    cores: availableParallelism(),
    available_bytes: readAvailableMemoryBytes(),
    heap_limit_bytes: getHeapStatistics().heap_size_limit,
  };
}
