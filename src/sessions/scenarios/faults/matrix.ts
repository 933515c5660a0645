// The fault matrix: every fault that the session store must survive, area by area.

import { CLOCK_FAULTS } from './clock-faults.js';
import { COMMIT_FAULTS } from './commit-faults.js';
import type { FaultRow } from './fault-row.js';
import { FILE_FAULTS } from './file-faults.js';
import { INPUT_FAULTS } from './input-faults.js';
import { LEASE_FAULTS } from './lease-faults.js';
import { PROCESS_FAULTS } from './process-faults.js';
import { QUEUE_FAULTS } from './queue-faults.js';
import { RACE_FAULTS } from './race-faults.js';

export const FAULT_MATRIX: readonly FaultRow[] = [
  ...LEASE_FAULTS,
  ...QUEUE_FAULTS,
  ...INPUT_FAULTS,
  ...COMMIT_FAULTS,
  ...CLOCK_FAULTS,
  ...PROCESS_FAULTS,
  ...FILE_FAULTS,
  ...RACE_FAULTS,
];
