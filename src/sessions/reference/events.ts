// What can happen to a session, and the past that the reference model answers from: the events alone. There are no
// rows, no flags and no current values here; whatever is asked is counted or looked up in what has happened.

import type { Answer, SessionError } from '../store.js';
import type { Owner, SessionState, TurnInput, Work, CommitResult } from '../terms.js';

export type SessionEvent =
  | { readonly type: 'acquired'; readonly owner: Owner; readonly expires_ms: number }
  | { readonly type: 'extended'; readonly expires_ms: number }
  | { readonly type: 'released' }
  | { readonly type: 'work_enqueued'; readonly work: Work }
  | { readonly type: 'work_claimed'; readonly ids: readonly number[]; readonly fence: number }
  | { readonly type: 'work_completed'; readonly ids: readonly number[] }
  | { readonly type: 'input_submitted'; readonly input: TurnInput; readonly content: string }
  | { readonly type: 'inputs_claimed'; readonly ids: readonly number[]; readonly fence: number }
  | { readonly type: 'inputs_completed'; readonly ids: readonly number[] }
  | { readonly type: 'inputs_deferred'; readonly ids: readonly number[] }
  | { readonly type: 'input_cancelled'; readonly id: number }
  | { readonly type: 'saved'; readonly state: SessionState }
  | { readonly type: 'committed'; readonly content: string; readonly result: CommitResult };

/** One session up to an instant. */
export interface Past {
  readonly session_id: string;
  /** Oldest first. */
  readonly events: readonly SessionEvent[];
  readonly now_ms: number;
  readonly isDefinitelyDead: (owner: Owner) => boolean;
  /** The ids that the next row of each sort is given. */
  readonly next_ids: RowIds;
}

export interface RowIds {
  readonly work: number;
  readonly input: number;
}

/** An answer, and what happened with it: nothing where it is a refusal. */
export interface Outcome<T> {
  readonly answer: Answer<T>;
  readonly happened: readonly SessionEvent[];
}

export function told<T>(value: T, ...happened: readonly SessionEvent[]): Outcome<T> {
  return { answer: { ok: true, value }, happened };
}

export function denied(error: SessionError): Outcome<never> {
  return { answer: { ok: false, error }, happened: [] };
}
