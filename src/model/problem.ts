// Errors are advice: what is wrong, where, and what to do about it; and each carries the exit code that
// scripts rely on.

/** The exit codes of the public contract. */
export const EXIT = {
  ok: 0,
  check_failed: 1,
  undecided: 2,
  threshold: 3,
  usage: 64,
  corrupt_results: 65,
  input_not_found: 66,
  plugin: 69,
  internal: 70,
  cannot_create: 73,
  io: 74,
  resources: 75,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export interface ProblemParts {
  readonly what: string;
  /** A flag and its value, a file and line. */
  readonly where: string;
  readonly remedy: string;
}

/** An error a user can act on, printed as `mergestorm: WHAT: WHERE: REMEDY` on one line. */
export class UserError extends Error {
  readonly exit_code: ExitCode;
  /** What it is made of, so that it can be thrown again in another process. */
  readonly parts: ProblemParts;

  constructor(exit_code: ExitCode, parts: ProblemParts, cause?: unknown) {
    super(`${parts.what}: ${parts.where}: ${parts.remedy}`, { cause });
    this.name = 'UserError';
    this.exit_code = exit_code;
    this.parts = parts;
  }
}

/** The message of whatever was thrown: engines throw strings and objects as well as errors. */
export function messageOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  return typeof thrown === 'string' ? thrown : `a value of type ${typeof thrown} was thrown`;
}
