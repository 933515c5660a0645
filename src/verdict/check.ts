import type { Verdict } from '../model/verdict.js';
import type { Examination } from './examination.js';

export interface CheckResult {
  readonly verdict: Verdict;
  /** Short, for people; empty where there is nothing to explain. */
  readonly reasons: readonly string[];
}

/**
 * `states`: what replicas came to hold of the history. `surroundings`: how the repetition went around them
 * (faults, heal, damaged bytes, the log of a shared store), which nobody sees again who replays the history.
 */
export type Subject = 'states' | 'surroundings';

/** One pure question to the evidence. */
export interface Check {
  readonly name: string;
  /** One line: what it makes sure of. */
  readonly summary: string;
  /** Whether there is anything to ask; always where it is left out. One that has nothing to ask finds nothing. */
  readonly concerns?: (examination: Examination) => boolean;
  /**
   * `conditions`: it asks whether the repetition tested what it was asked to test, and not what came of it.
   * While such a check is undecided, no failure is the one that was expected.
   */
  readonly about?: 'conditions';
  /** States where it is left out. */
  readonly looks_at?: Subject;
  /**
   * `history`: it can be asked also where the strategy broke and nothing could be read. Left out by those that
   * look at final readings.
   */
  readonly rests_on?: 'history';
  readonly examine: (examination: Examination) => CheckResult;
}

export interface Finding extends CheckResult {
  readonly check: string;
  /** As its check has it; not in findings of before there was this. */
  readonly about?: 'conditions' | undefined;
}

export const PASSED: CheckResult = { verdict: 'PASS', reasons: [] };

export function failed(reasons: readonly string[]): CheckResult {
  return { verdict: 'FAIL', reasons };
}

/** Not decided, and why. */
export function undecided(reasons: readonly string[]): CheckResult {
  return { verdict: 'UNKNOWN', reasons };
}
