// Requests to save, and references to what was claimed, as cases write them.

import type {
  CheckpointRequest,
  CommitRequest,
  InputReference,
  Lease,
  WorkClaim,
  WorkReference,
} from '../terms.js';

export function checkpointOf(
  { fence }: Lease,
  parts: Partial<CheckpointRequest> = {},
): CheckpointRequest {
  return { fence, turn_index: 0, state: 'saved', defers: null, ...parts };
}

/** Completes nothing and keeps the lease, unless told otherwise. */
export function commitOf(lease: Lease, parts: Partial<CommitRequest> = {}): CommitRequest {
  return {
    ...checkpointOf(lease),
    commit_id: 'commit-1',
    completes: { work: [], inputs: [] },
    releases_lease: false,
    ...parts,
  };
}

export function workReferences(claims: readonly WorkClaim[]): readonly WorkReference[] {
  return claims.map(({ work, fence }) => ({ work_id: work.work_id, fence }));
}

export function inputReferences(
  ids: readonly number[],
  { fence }: Lease,
): readonly InputReference[] {
  return ids.map((input_id) => ({ input_id, fence }));
}
