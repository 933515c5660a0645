// The one error class of the store. Its code is for programs, its message for people: what is wrong, where,
// and what to do about it.

/** What can go wrong, as programs are told it. */
export type StoreErrorCode =
  | 'not_json'
  | 'too_deep'
  | 'unknown_kind'
  | 'not_escalated'
  | 'bad_agent_id'
  | 'bad_replica_id'
  | 'foreign_runtime'
  | 'damaged_updates'
  | 'damaged_files'
  | 'unknown_format'
  | 'locked'
  | 'disk_failed'
  | 'not_converging'
  | 'closed';

export interface StoreErrorParts {
  readonly what: string;
  readonly where: string;
  readonly remedy: string;
}

export class StoreError extends Error {
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, { what, where, remedy }: StoreErrorParts, cause?: unknown) {
    super(`${what}: ${where}: ${remedy}`, { cause });
    this.name = 'StoreError';
    this.code = code;
  }
}
