// The one place where an error becomes a line on stderr and an exit code.

import type { ExitCode } from '../model/problem.js';
import { EXIT, messageOf, UserError } from '../model/problem.js';
import { printable } from '../model/quote.js';

/** Prints `mergestorm: WHAT: WHERE: REMEDY` (with a stack only under --debug) and returns the exit code. */
export function reportError(thrown: unknown, debug: boolean): ExitCode {
  const known = thrown instanceof UserError;
  const line = known
    ? thrown.message
    : `internal error: ${messageOf(thrown)}: run again with --debug and report it`;
  process.stderr.write(`mergestorm: ${printable(line)}\n`);
  if (debug && thrown instanceof Error) process.stderr.write(`${thrown.stack ?? ''}\n`);
  return known ? thrown.exit_code : EXIT.internal;
}
