// What is wrong with a write log and on which line of it. The modules that read a log throw this; `log`
// knows the file and turns it into the one line of advice that the user sees.

import { EXIT, UserError } from '../model/problem.js';
import { printable } from '../model/quote.js';

export class LogFault extends Error {
  /** Counts from 1; null where the whole log is at fault. */
  readonly line: number | null;

  constructor(line: number | null, reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'LogFault';
    this.line = line;
  }
}

/** The fault as `bad write log: FILE:LINE: REASON`. */
export function userErrorOf(fault: LogFault, file: string): UserError {
  const where = printable(file) + (fault.line === null ? '' : `:${fault.line}`);
  return new UserError(EXIT.usage, { what: 'bad write log', where, remedy: fault.message }, fault);
}
