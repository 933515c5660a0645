// All that a session store must do, as sentences. A new case is one entry of one list.

import { ARGUMENT_CASES } from './argument-cases.js';
import { COMMIT_CASES } from './commit-cases.js';
import type { ConformanceCase } from './conformance-case.js';
import { INGRESS_CASES } from './ingress-cases.js';
import { INPUT_CLAIM_CASES } from './input-claim-cases.js';
import { LEASE_CASES } from './lease-cases.js';
import { RECLAIM_CASES } from './reclaim-cases.js';
import { SAVING_CASES } from './saving-cases.js';
import { WORK_CASES } from './work-cases.js';
import { WORK_CLAIM_CASES } from './work-claim-cases.js';

export const conformanceCases: readonly ConformanceCase[] = [
  ...LEASE_CASES,
  ...RECLAIM_CASES,
  ...WORK_CASES,
  ...WORK_CLAIM_CASES,
  ...INGRESS_CASES,
  ...INPUT_CLAIM_CASES,
  ...SAVING_CASES,
  ...COMMIT_CASES,
  ...ARGUMENT_CASES,
];
