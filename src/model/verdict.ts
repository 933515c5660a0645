// Three-valued verdicts, after Jepsen's checkers: what could not be decided is UNKNOWN, never PASS.

export const VERDICTS = ['PASS', 'UNKNOWN', 'FAIL'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** The worst verdict wins: FAIL > UNKNOWN > PASS. No verdict at all is UNKNOWN: nothing was checked. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0) return 'UNKNOWN';
  return VERDICTS[Math.max(...verdicts.map((verdict) => VERDICTS.indexOf(verdict)))] ?? 'UNKNOWN';
}

/** How an end state came about. Never mixed with the verdict: an escalation can be the right answer. */
export const OUTCOMES = ['auto_merged', 'resolved', 'escalated', 'corrupted'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** How a repetition ended, whatever its verdict. */
export const STATUSES = ['ok', 'crashed', 'timeout', 'oom', 'refused', 'interrupted'] as const;
export type Status = (typeof STATUSES)[number];
