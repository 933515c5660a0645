// What a study comes to so far, kept in a few numbers: a study of any length must not be held in memory
// while it is executed.

import type { ExitCode } from '../../model/problem.js';
import { EXIT } from '../../model/problem.js';
import type { RepetitionRecord } from '../../results/record.js';
import type { Expectations } from '../exit.js';
import { exitCodeOf } from '../exit.js';

/** From the worst to the best. */
const SEVERITY: readonly ExitCode[] = [EXIT.check_failed, EXIT.resources, EXIT.undecided, EXIT.ok];

export class Tally {
  readonly #expectations: Expectations;
  #visits = 0;
  #unexpected = 0;
  #exit_code: ExitCode = EXIT.ok;

  constructor(expectations: Expectations) {
    this.#expectations = expectations;
  }

  add(record: RepetitionRecord): void {
    this.#visits += 1;
    const code = exitCodeOf([record], this.#expectations);
    if (code !== EXIT.ok) this.#unexpected += 1;
    if (SEVERITY.indexOf(code) < SEVERITY.indexOf(this.#exit_code)) this.#exit_code = code;
  }

  /** Visits finished. */
  get visits(): number {
    return this.#visits;
  }

  /** Visits that failed and should not have, or that came to no verdict. */
  get unexpected(): number {
    return this.#unexpected;
  }

  /** The worst of all so far, as {@link exitCodeOf} has it. */
  get exitCode(): ExitCode {
    return this.#exit_code;
  }
}
