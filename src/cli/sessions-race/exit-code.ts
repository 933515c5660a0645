// The exit code that says what the properties found.

import { EXIT } from '../../model/problem.js';
import type { Verdict } from '../../model/verdict.js';

export const EXIT_OF_VERDICT = {
  PASS: EXIT.ok,
  FAIL: EXIT.check_failed,
  UNKNOWN: EXIT.undecided,
} as const satisfies Readonly<Record<Verdict, number>>;
