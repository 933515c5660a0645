// What can happen to a session. Whatever the reference model knows has come to it as one of these.

import type { CommitResult, Owner, SessionState, TurnInput, Work } from '../terms.js';

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

export type Committed = SessionEvent & { readonly type: 'committed' };

export interface RowIds {
  readonly work: number;
  readonly input: number;
}
