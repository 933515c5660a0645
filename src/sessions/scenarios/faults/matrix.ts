// The fault matrix: every fault that the session store must survive, by area.

import type { FaultRow } from './fault-row.js';

export const FAULT_MATRIX: readonly FaultRow[] = [];
