// What went wrong below the tables, told apart by SQLite's result codes (https://sqlite.org/rescode.html).

import { messageOf } from '../../model/problem.js';

const REASONS = {
  5: 'busy',
  6: 'busy',
  8: 'read_only',
  10: 'input_output',
  11: 'corrupt',
  13: 'full',
  14: 'cannot_open',
  // The lock was not had in all the time that SQLite retries by itself.
  15: 'busy',
  26: 'not_a_database',
} as const;

export type SqlReason = (typeof REASONS)[keyof typeof REASONS] | 'other';

export class SqlError extends Error {
  readonly reason: SqlReason;

  constructor(reason: SqlReason, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SqlError';
    this.reason = reason;
  }
}

/** Of whatever the library has thrown. */
export function sqlErrorOf(thrown: unknown): SqlError {
  if (thrown instanceof SqlError) return thrown;
  const code = resultCodeOf(thrown);
  return new SqlError(reasonOf(code), `${messageOf(thrown)} (SQLite result ${code})`, thrown);
}

export function isBusy(thrown: unknown): boolean {
  return thrown instanceof SqlError && thrown.reason === 'busy';
}

/** The low byte of an extended code is the code. */
function reasonOf(code: number): SqlReason {
  const primary = code & 0xff;
  return primary in REASONS ? REASONS[primary as keyof typeof REASONS] : 'other';
}

/** A failure to open carries its code in the message alone: `… local database PATH: 14`. */
function resultCodeOf(thrown: unknown): number {
  if (typeof thrown === 'object' && thrown !== null && 'rawCode' in thrown) {
    if (typeof thrown.rawCode === 'number') return thrown.rawCode;
  }
  const [, code] = /: (\d+)"?\)?$/.exec(messageOf(thrown)) ?? [];
  return Number(code ?? 1);
}
