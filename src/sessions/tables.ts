// What the operations read and write: rows by key, without a decision. One in memory, one in SQL. Each call of an
// operation sees and changes them as one atomic step; an operation that answers with an error has changed nothing.

import type {
  CommitResult,
  InputState,
  Owner,
  SessionState,
  TurnInput,
  Work,
  WorkDraft,
  InputDraft,
} from './terms.js';

export interface LeaseRow {
  /** Of the last acquisition; stays when the lease is released. */
  readonly fence: number;
  /** Null: nobody holds it. */
  readonly owner: Owner | null;
  readonly expires_ms: number;
  /** Of the clock that `expires_ms` was read from. */
  readonly timeline: string;
}

export interface WorkRow {
  readonly work: Work;
  /** The generation that claimed it last; null: none did. */
  readonly claimed_fence: number | null;
  readonly completed: boolean;
}

export interface InputRow {
  readonly input: TurnInput;
  readonly claimed_fence: number | null;
  /** Canonical JSON of what its submission was equal by: target and payload. */
  readonly content: string;
}

export interface CommitRow {
  /** Digest of the request. */
  readonly content: string;
  readonly result: CommitResult;
}

export interface Tables {
  /** Null: the session was never leased. */
  lease(session_id: string): LeaseRow | null;
  putLease(session_id: string, row: LeaseRow): void;

  addWork(session_id: string, draft: WorkDraft): Work;
  work(session_id: string, work_id: number): WorkRow | null;
  /** Neither completed nor claimed by that generation, in order, at most `limit`. */
  unclaimedWork(session_id: string, fence: number, limit: number): readonly WorkRow[];
  /** Not completed, in order. */
  openWork(session_id: string): readonly WorkRow[];
  claimWork(session_id: string, work_id: number, fence: number): void;
  completeWork(session_id: string, work_id: number): void;

  addInput(session_id: string, draft: InputDraft, state: InputState, content: string): TurnInput;
  input(session_id: string, input_id: number): InputRow | null;
  inputOfKey(session_id: string, source_key: string): InputRow | null;
  /** Neither cancelled nor completed, in order. */
  openInputs(session_id: string): readonly InputRow[];
  putInput(session_id: string, input_id: number, change: InputChange): void;
  /** From now on it waits for the next turn: its target is rewritten, nobody claims it. */
  deferInput(session_id: string, input_id: number): void;

  state(session_id: string): SessionState | null;
  putState(session_id: string, state: SessionState): void;

  commit(session_id: string, commit_id: string): CommitRow | null;
  addCommit(session_id: string, commit_id: string, row: CommitRow): void;
}

export interface InputChange {
  readonly state: InputState;
  readonly claimed_fence: number | null;
}
