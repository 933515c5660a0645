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
