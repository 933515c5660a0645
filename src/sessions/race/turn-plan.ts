// What an agent comes for in one turn: acts, each of them data. The plan draws them, the acts carry them out.

import type { InputBoundary, InputDraft, Owner, WorkBoundary, WorkDraft } from '../terms.js';

/** Of anybody, whether they hold the lease or not. */
export type OutsideAct =
  | { readonly type: 'enqueue_work'; readonly draft: WorkDraft }
  /** Source keys are shared between agents; `draft` may have another payload than the first of its key. */
  | { readonly type: 'submit_input'; readonly draft: InputDraft }
  /** Cancels one of the inputs that wait, before or after their holder claims it. */
  | { readonly type: 'cancel_input'; readonly pick: number }
  /** Acts under the fence and on the claims of an earlier life, as a process does that was held up. */
  | { readonly type: 'haunt' };

/** Of the holder of the lease. */
export type HolderAct =
  /** As long as nobody else holds it; the turn is over where somebody does for too long. */
  | { readonly type: 'take_lease'; readonly attempts: number; readonly claims: 'once' | 'twice' }
  | { readonly type: 'renew_lease' }
  | { readonly type: 'drain_commands'; readonly max: number }
  | { readonly type: 'claim_work'; readonly boundary: WorkBoundary; readonly max: number }
  | { readonly type: 'claim_next_inputs'; readonly max: number }
  | { readonly type: 'claim_active_inputs'; readonly boundary: InputBoundary; readonly max: number }
  | { readonly type: 'submit_active_input'; readonly min_boundary: InputBoundary }
  | { readonly type: 'checkpoint'; readonly defers: 'this_turn' | 'nothing' }
  /** Completes the first half of the claimed work before the commit does the rest. */
  | { readonly type: 'complete_half' };

/** The last of a turn. */
export type EndingAct =
  | {
      readonly type: 'commit';
      readonly lease: 'released' | 'released_after';
      /** What is sent once more: the same request, or another one under the same id. */
      readonly again: 'nothing' | 'same' | 'changed';
    }
  /** Gives the lease back, twice, and commits all the same. */
  | { readonly type: 'commit_after_release' }
  /** Dies with the lease in hand. */
  | { readonly type: 'abandon' }
  /** Dies in the commit; the next incarnation sends it again. */
  | { readonly type: 'commit_dying'; readonly fate: 'unheard' | 'lost' };

export type Act = OutsideAct | HolderAct | EndingAct;
export type ActType = Act['type'];
export type ActOf<T extends ActType> = Extract<Act, { readonly type: T }>;

export interface TurnPlan {
  readonly session_id: string;
  /** Its place among the agent's turns, from 0. */
  readonly turn: number;
  readonly acts: readonly Act[];
}

export interface AgentPlan {
  readonly agent: number;
  readonly liveness: Owner['liveness']['type'];
  readonly turns: readonly TurnPlan[];
}
