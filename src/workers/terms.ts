// What the commands of a shard have in common: words that stand beneath the protocol, so that its parts can be
// spelled in files of their own.

export const EXCHANGES = ['batch', 'pairwise', 'racing'] as const;
/**
 * `batch` imports all that arrived at once; `pairwise` imports one blob at a time; `racing` sends from shard
 * to shard while agents keep writing, and imports between writes.
 */
export type Exchange = (typeof EXCHANGES)[number];

/** How an import command takes what arrived; a race imports by itself. */
export type ImportStyle = Exclude<Exchange, 'racing'>;

/**
 * How replicas find out what another one lacks. `none`: they cannot, and send all they hold. `versions`: by what
 * it says it holds. `requests`: also by what it says it lacks of what they said they hold.
 */
export type DeltaSkill = 'none' | 'versions' | 'requests';

/** Why an envelope was refused. */
export const REFUSALS = [
  'empty',
  'truncated',
  'oversize',
  'damaged',
  'foreign_format',
  'foreign_run',
  'foreign_strategy',
  'stale',
] as const;
export type RefusalCode = (typeof REFUSALS)[number];

/**
 * When writes are issued. `closed`: each as soon as the one before it is done. `open`: at its intended time,
 * in nanoseconds from the start line, per seat and write, ascending; a write that could not be begun before
 * `end_ns` is not issued.
 */
export type Pace =
  | { readonly type: 'closed' }
  | {
      readonly type: 'open';
      readonly intended_ns: readonly (readonly number[])[];
      readonly end_ns: number;
    };

/** A stretch of work on one thread, on the clock all threads share. */
export interface Busy {
  readonly started_ns: bigint;
  readonly ended_ns: bigint;
}

/** Who sent a blob, in which life, and as which of its blobs. */
export interface Provenance {
  /** Index of the agent. */
  readonly sender: number;
  readonly incarnation: number;
  readonly sequence: number;
}
