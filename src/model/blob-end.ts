// How every copy of a blob that was sent ends: one rule for all ways of exchanging.

/**
 * `accepted`: it is a delivery; `corrupted`: it was damaged and an engine took it without an error; `rejected`:
 * by its envelope, or by an engine that threw; `dropped`: lost on its way; `discarded`: it was on its way to a
 * replica that crashed; `pending`: still on its way when the exchange was over.
 */
export const BLOB_ENDS = [
  'accepted',
  'corrupted',
  'rejected',
  'dropped',
  'discarded',
  'pending',
] as const;
export type BlobEnd = (typeof BLOB_ENDS)[number];

/** One copy that reached its receiver. */
export interface Arrived {
  /** Null where it came as it was sent. */
  readonly damage: object | null;
  /** A code; null where the engine took it. */
  readonly refusal: string | null;
}

/**
 * Damaged bytes that an engine was handed raw and took are no delivery of what was sent, whatever it made of
 * them: what they should have brought is sent again, and what they brought instead is the engine's doing.
 */
export function arrivalEnd({ damage, refusal }: Arrived): 'accepted' | 'corrupted' | 'rejected' {
  if (refusal !== null) return 'rejected';
  return damage === null ? 'accepted' : 'corrupted';
}

/** One copy that was no delivery, and where it ended. */
export interface Undelivered {
  readonly round: number;
  /** The pass in which it ended; null in a race, and where it never did. */
  readonly pass: number | null;
  readonly sender: number;
  readonly receiver: number;
  /** The pass in which it was exported; of a race, its number among its sender's blobs there. */
  readonly exported: number;
  readonly end: Exclude<BlobEnd, 'accepted'>;
  /** Why it was rejected; null at any other end. */
  readonly code: string | null;
}

/** What became of all copies of a repetition. */
export interface BlobEnds {
  /** Copies sent; one that was lost on its way counts once. */
  readonly sent_count: number;
  readonly counts: Readonly<Record<BlobEnd, number>>;
  /** How many were rejected, by code. */
  readonly rejections: Readonly<Record<string, number>>;
}
