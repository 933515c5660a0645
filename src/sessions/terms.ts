// The nouns of the session store. A session is one durable conversation; many workers race for it, one at a
// time holds its lease. Data alone: what is allowed, the operations decide.

import type { Json } from '../model/json.js';

/** How it can be told whether a holder still lives. */
export type Liveness =
  /** Nothing is known of it: it lives until its lease expires. */
  | { readonly type: 'opaque' }
  /** A process of this host can look it up: same host and boot, and a process of that number and start. */
  | {
      readonly type: 'local_process';
      readonly host: string;
      readonly boot_id: string;
      readonly pid: number;
      /** As the system tells it, to compare; process numbers are used again. */
      readonly started: string;
    };

export interface Owner {
  readonly owner_id: string;
  /** New whenever the owner comes back: the same owner of another incarnation is somebody else. */
  readonly incarnation_id: string;
  readonly liveness: Liveness;
}

/** A held lease. The fence is what proves it; see M. Kleppmann, "How to do distributed locking". */
export interface Lease {
  readonly session_id: string;
  readonly owner: Owner;
  /** Fencing token: rises by one with each acquisition, never used again. The first is 1. */
  readonly fence: number;
  /** On the store's clock. Live before this instant, not at it. */
  readonly expires_ms: number;
}

export const COMMANDS = ['refresh_tool_catalog', 'reset_session'] as const;
export const DELIVERY_POLICIES = ['earliest_safe_boundary', 'after_current_turn_commit'] as const;
export const WORK_BOUNDARIES = ['active_turn_checkpoint', 'idle'] as const;
export const INPUT_BOUNDARIES = ['after_work', 'before_completion'] as const;

export type Command = (typeof COMMANDS)[number];
export type DeliveryPolicy = (typeof DELIVERY_POLICIES)[number];
export type WorkBoundary = (typeof WORK_BOUNDARIES)[number];
export type InputBoundary = (typeof INPUT_BOUNDARIES)[number];

export type SlotPolicy =
  { readonly type: 'exclusive' } | { readonly type: 'join'; readonly merge_key: string };

export type WorkSubject =
  | { readonly class: 'session_command'; readonly command: Command }
  /** `work` names what is to be done: `process_wake`, or a name of the caller's. */
  | { readonly class: 'turn_work'; readonly work: string };

export interface WorkDraft {
  readonly subject: WorkSubject;
  readonly delivery: DeliveryPolicy;
  readonly slot: SlotPolicy;
  readonly payload: Json;
}

/** One batch of queued work. */
export interface Work extends WorkDraft {
  readonly session_id: string;
  /** In order of enqueueing over the whole store; never used again. */
  readonly work_id: number;
}

/** A right to complete, for as long as the generation of the lease that it was claimed under holds. */
export interface WorkClaim {
  readonly work: Work;
  readonly fence: number;
}

export type InputTarget =
  | { readonly type: 'next_turn' }
  | {
      readonly type: 'active_turn';
      readonly turn_index: number;
      /** The earliest boundary at which it may be claimed; `before_completion` comes after `after_work`. */
      readonly min_boundary: InputBoundary;
    };

export interface InputDraft {
  readonly target: InputTarget;
  readonly payload: Json;
  /** Makes its submission idempotent within the session, for ever; null: every submission is a new input. */
  readonly source_key: string | null;
}

/**
 * `pending_active`: waits for its turn's boundary. `deferred_next_turn`: waits for the next turn, drafted so
 * or deferred. `accepted`: claimed; counts as waiting again once its claim's generation is over.
 */
export type InputState =
  'pending_active' | 'deferred_next_turn' | 'accepted' | 'cancelled' | 'completed';

export interface TurnInput extends InputDraft {
  readonly session_id: string;
  /** In order of submission over the whole store; never used again. */
  readonly input_id: number;
  readonly state: InputState;
}

export interface InputClaim {
  readonly input: TurnInput;
  readonly fence: number;
}

/** Which inputs of a session are claimed. */
export type InputSelection =
  | { readonly type: 'next_turn' }
  | {
      readonly type: 'active_turn';
      readonly turn_index: number;
      readonly boundary: InputBoundary;
    };

/** Names a claimed row by its id and the generation it was claimed under. */
export interface WorkReference {
  readonly work_id: number;
  readonly fence: number;
}

export interface InputReference {
  readonly input_id: number;
  readonly fence: number;
}

/** A session's checkpointed state. */
export interface SessionState {
  readonly turn_index: number;
  readonly state: Json;
  /** Rises by one with every checkpoint and commit. */
  readonly revision: number;
}

export interface CheckpointRequest {
  readonly fence: number;
  readonly turn_index: number;
  readonly state: Json;
  /** The interrupted turn whose active inputs become next-turn inputs; null: none. */
  readonly defers: number | null;
}

export interface CommitRequest extends CheckpointRequest {
  /** Chosen by the committer: a commit that is sent again is the same commit. */
  readonly commit_id: string;
  readonly completes: {
    readonly work: readonly WorkReference[];
    readonly inputs: readonly InputReference[];
  };
  readonly releases_lease: boolean;
}

export interface CheckpointResult {
  readonly turn_index: number;
  readonly revision: number;
  /** Ids, in order. */
  readonly deferred: readonly number[];
}

export interface CommitResult extends CheckpointResult {
  readonly commit_id: string;
  readonly fence: number;
}
