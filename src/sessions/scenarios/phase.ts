// What a scenario is made of: the phases, as data. Work and inputs go by aliases that an ingress gives them, so
// that later phases name what they expect. What each phase does is in `phases/`, what order they may stand in is in
// `order.ts`.

import type { Command, DeliveryPolicy, InputTarget, SlotPolicy, WorkBoundary } from '../terms.js';

export type Alias = string;

export type WorkClass = 'session_command' | 'turn_work';

/** What the store must show of the session once the phase is over. What is left out is not looked at. */
export interface Expected {
  /** Classes of the work that is not completed, in order. */
  readonly classes?: readonly WorkClass[];
  /** The same work by its aliases. */
  readonly queue?: readonly Alias[];
  /** Inputs that wait, in order. */
  readonly pending?: readonly Alias[];
  /** Inputs that wait in another session. */
  readonly pending_elsewhere?: { readonly session_id: string; readonly aliases: readonly Alias[] };
}

interface Expecting {
  readonly expected?: Expected;
}

export interface IngressCommand {
  readonly alias: Alias;
  readonly command: Command;
}

export interface IngressTurnWork {
  readonly alias: Alias;
  /** `process_wake`, or a name of the scenario's. */
  readonly work: string;
  readonly delivery: DeliveryPolicy;
  readonly slot: SlotPolicy;
}

/** One submission of an input, and what must become of it. */
export type IngressInput =
  | {
      readonly type: 'new';
      readonly alias: Alias;
      readonly text: string;
      readonly target: InputTarget;
      readonly source_key: string | null;
      /** Null: the scenario's. */
      readonly session_id: string | null;
    }
  /** The same source key and content again: answered with the original id and payload. */
  | { readonly type: 'replay'; readonly of: Alias }
  /** The same source key with another text: refused, naming the original. */
  | { readonly type: 'conflict'; readonly of: Alias; readonly text: string };

/** Work and inputs come in and inputs are cancelled, from outside: without the lease. In the order of the members. */
export interface IngressPhase extends Expecting {
  readonly type: 'ingress';
  readonly work?: readonly (IngressCommand | IngressTurnWork)[];
  readonly inputs?: readonly IngressInput[];
  readonly cancels?: readonly Alias[];
  /** Inputs whose cancellation comes too late, because they are claimed. */
  readonly too_late?: readonly Alias[];
}

/** The state is saved and read back; the inputs of an interrupted turn may be deferred, and then cancelled. */
export interface CheckpointPhase extends Expecting {
  readonly type: 'checkpoint';
  readonly turn_index: number;
  /** The interrupted turn and the inputs that its deferral must name; null: none is. */
  readonly defers: { readonly turn_index: number; readonly aliases: readonly Alias[] } | null;
  readonly cancels_after_deferral?: readonly Alias[];
}

export interface LeadingCommandClaimPhase extends Expecting {
  readonly type: 'leading_command_claim';
  /** Null: no command is first. */
  readonly expected_alias: Alias | null;
}

export interface TurnWorkClaimPhase extends Expecting {
  readonly type: 'turn_work_claim';
  readonly boundary: WorkBoundary;
  readonly expected_aliases: readonly Alias[];
}

export interface NextTurnInputClaimPhase extends Expecting {
  readonly type: 'next_turn_input_claim';
  readonly expected_aliases: readonly Alias[];
  /** As submitted, one for each alias. */
  readonly expected_texts: readonly string[];
}

/** Another holds the lease and dies; the scenario's owner takes over, and who saw only the dead one comes too late. */
export interface ReclaimDeadHolderPhase extends Expecting {
  readonly type: 'reclaim_dead_holder';
  readonly holder_id: string;
}

/** A fault: the generation that claimed turn work is succeeded, and completes it all the same. */
export interface StaleCompletionPhase extends Expecting {
  readonly type: 'stale_completion';
}

/** A fault: the lease is released, and then committed under. */
export interface CommitAfterReleasePhase extends Expecting {
  readonly type: 'commit_after_release';
  readonly turn_index: number;
}

/** Completes all that is claimed, saves the state and releases the lease. */
export interface CommitPhase extends Expecting {
  readonly type: 'commit';
  readonly turn_index: number;
}

export type Phase =
  | IngressPhase
  | CheckpointPhase
  | LeadingCommandClaimPhase
  | TurnWorkClaimPhase
  | NextTurnInputClaimPhase
  | ReclaimDeadHolderPhase
  | StaleCompletionPhase
  | CommitAfterReleasePhase
  | CommitPhase;

export type PhaseType = Phase['type'];
export type PhaseOf<T extends PhaseType> = Extract<Phase, { readonly type: T }>;

/** `phase 3 (commit)`: phases are counted from 1. */
export function placeOf(index: number, { type }: Pick<Phase, 'type'>): string {
  return `phase ${index + 1} (${type})`;
}
