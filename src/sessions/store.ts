// The one interface every session store stands behind. What happens in the ordinary course of things (a lease
// that is busy, a queue with nothing ready) is a value; what was asked in vain is an error, and data all the
// same. A store throws nothing but what it cannot know (its own defects).

import type {
  CheckpointRequest,
  CheckpointResult,
  CommitRequest,
  CommitResult,
  InputClaim,
  InputDraft,
  InputSelection,
  Lease,
  Owner,
  SessionState,
  TurnInput,
  Work,
  WorkBoundary,
  WorkClaim,
  WorkDraft,
  WorkReference,
} from './terms.js';

export type SessionError =
  /** The fence is not that of a live lease: expired, released, or taken over. Nothing was changed. */
  | {
      readonly code: 'LeaseExpired';
      readonly message: string;
      readonly current_fence: number | null;
    }
  /** A claim of a generation that is over, or of a row that is completed or was never claimed so. */
  | { readonly code: 'ClaimSuperseded'; readonly message: string; readonly row_id: number }
  | {
      readonly code: 'SourceKeyConflict';
      readonly message: string;
      readonly existing_input_id: number;
    }
  /** The same commit id with other content. */
  | { readonly code: 'CommitConflict'; readonly message: string }
  /** A turn index below the session's. */
  | { readonly code: 'TurnIndexFell'; readonly message: string; readonly current: number }
  | { readonly code: 'UnknownRow'; readonly message: string }
  /** An argument that no store takes: an empty id, a time to live of 0, a payload that is not JSON. */
  | { readonly code: 'InvalidArgument'; readonly message: string }
  /** Others held the store for longer than it waits. Nothing was changed; may be tried again. */
  | { readonly code: 'StoreBusy'; readonly message: string };

export type SessionErrorCode = SessionError['code'];

export type Answer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: SessionError };

/** A store of one's own may answer later. */
export type Awaitable<T> = T | Promise<T>;

export interface Busy {
  readonly type: 'busy';
  /** Who holds it; null where a reclaimer's observation is out of date and nobody does. */
  readonly holder: Owner | null;
  /** The current fence: what a reclaimer observes. */
  readonly fence: number;
}

export type ClaimedLease = { readonly type: 'acquired'; readonly lease: Lease } | Busy;

export interface LeaseView {
  /** Of the last acquisition. */
  readonly fence: number;
  /** Null: released, or never held. */
  readonly lease: Lease | null;
  /** Whether `lease` has not expired. */
  readonly live: boolean;
}

export type Cancelled =
  | { readonly type: 'cancelled' }
  /** It is claimed by a live generation, or completed: it is not cancelled. */
  | { readonly type: 'too_late'; readonly state: 'accepted' | 'completed' };

export interface Submitted {
  readonly input: TurnInput;
  /** The source key was known: this is the input as it was first submitted. */
  readonly replayed: boolean;
}

export interface StoreMethods {
  tryClaimLease(args: {
    readonly session_id: string;
    readonly owner: Owner;
    readonly ttl_ms: number;
  }): ClaimedLease;
  /** Extends a live lease; fence and owner stay. */
  renewLease(args: {
    readonly session_id: string;
    readonly fence: number;
    readonly ttl_ms: number;
  }): Lease;
  /** Takes over from a holder that is dead or expired, if `observed_fence` is still the current one. */
  reclaimLease(args: {
    readonly session_id: string;
    readonly claimant: Owner;
    readonly observed_fence: number;
    readonly ttl_ms: number;
  }): ClaimedLease;
  /** Idempotent; a newer lease stays. */
  releaseLease(args: { readonly session_id: string; readonly fence: number }): {
    readonly released: boolean;
  };
  inspectLease(args: { readonly session_id: string }): LeaseView;

  enqueueWork(args: { readonly session_id: string; readonly draft: WorkDraft }): Work;
  /** The first unclaimed batch where it is a command; null otherwise. */
  claimLeadingCommand(args: {
    readonly session_id: string;
    readonly fence: number;
  }): WorkClaim | null;
  /** At most `max` batches, in order; none while a command is first. */
  claimReadyWork(args: {
    readonly session_id: string;
    readonly fence: number;
    readonly boundary: WorkBoundary;
    readonly max: number;
  }): readonly WorkClaim[];
  /** Completes all or none. */
  completeWork(args: { readonly session_id: string; readonly claims: readonly WorkReference[] }): {
    readonly completed: number;
  };
  /** What is not completed, in order; `claimed_fence` of a claim that lives. */
  openWork(args: {
    readonly session_id: string;
  }): readonly { readonly work: Work; readonly claimed_fence: number | null }[];

  submitInput(args: { readonly session_id: string; readonly draft: InputDraft }): Submitted;
  /** At most `max` inputs that wait, in order of submission. */
  claimInputs(args: {
    readonly session_id: string;
    readonly fence: number;
    readonly selection: InputSelection;
    readonly max: number;
  }): readonly InputClaim[];
  /** What waits: not claimed by a live generation, not cancelled, not completed. */
  pendingInputs(args: { readonly session_id: string }): readonly TurnInput[];
  cancelInput(args: { readonly session_id: string; readonly input_id: number }): Cancelled;

  /** Saves the state and defers, and keeps the lease. */
  checkpoint(args: {
    readonly session_id: string;
    readonly request: CheckpointRequest;
  }): CheckpointResult;
  /** All of it or none. The same request again answers as the first time did, whoever holds the lease. */
  commit(args: { readonly session_id: string; readonly request: CommitRequest }): CommitResult;
  readState(args: { readonly session_id: string }): SessionState | null;
}

export type StoreMethod = keyof StoreMethods;

/** As a third party may implement it. */
export type SessionStore = {
  readonly [M in StoreMethod]: (
    args: Parameters<StoreMethods[M]>[0],
  ) => Awaitable<Answer<ReturnType<StoreMethods[M]>>>;
} & { close(): Awaitable<void> };

/** As ours are: every answer at once. */
export type SyncSessionStore = {
  readonly [M in StoreMethod]: (
    args: Parameters<StoreMethods[M]>[0],
  ) => Answer<ReturnType<StoreMethods[M]>>;
} & { close(): void };

export type ArgsOf<M extends StoreMethod> = Parameters<StoreMethods[M]>[0];
export type ValueOf<M extends StoreMethod> = ReturnType<StoreMethods[M]>;
