// Who and what the cases are about: owners, and drafts of work and inputs.

import type {
  DeliveryPolicy,
  InputBoundary,
  InputDraft,
  InputSelection,
  InputTarget,
  Liveness,
  Owner,
  SlotPolicy,
  WorkDraft,
} from '../terms.js';

/** Longer than any case takes, for a store with a clock of its own. */
export const TTL_MS = 600_000;
export const MAX = 1_000;

export const ALICE = ownerOf('alice', 'alice-1');
export const ALICE_AGAIN = ownerOf('alice', 'alice-2');
export const BOB = ownerOf('bob', 'bob-1');
export const CAROL = ownerOf('carol', 'carol-1');

export const NEXT_TURN = { type: 'next_turn' } as const satisfies InputSelection;

/** Nothing is known of its process. */
export function ownerOf(owner_id: string, incarnation_id: string): Owner {
  return { owner_id, incarnation_id, liveness: { type: 'opaque' } };
}

/** One whose process can be looked up. */
export function processOwner(owner_id: string, pid: number): Owner {
  const liveness: Liveness = {
    type: 'local_process',
    host: 'here',
    boot_id: 'boot',
    pid,
    started: 'then',
  };
  return { owner_id, incarnation_id: `${owner_id}-${pid}`, liveness };
}

export function command(): WorkDraft {
  return {
    subject: { class: 'session_command', command: 'refresh_tool_catalog' },
    delivery: 'earliest_safe_boundary',
    slot: { type: 'exclusive' },
    payload: null,
  };
}

interface WorkParts {
  readonly delivery?: DeliveryPolicy;
  readonly slot?: SlotPolicy;
  readonly payload?: WorkDraft['payload'];
}

/** Turn work that goes alone, at any boundary, unless told otherwise. */
export function work(parts: WorkParts = {}): WorkDraft {
  return {
    subject: { class: 'turn_work', work: 'process_wake' },
    delivery: 'earliest_safe_boundary',
    slot: { type: 'exclusive' },
    payload: null,
    ...parts,
  };
}

export function joining(merge_key: string, parts: Omit<WorkParts, 'slot'> = {}): WorkDraft {
  return work({ ...parts, slot: { type: 'join', merge_key } });
}

/** For the next turn and without a source key, unless told otherwise. */
export function input(payload: InputDraft['payload'], parts: Partial<InputDraft> = {}): InputDraft {
  return { target: NEXT_TURN, payload, source_key: null, ...parts };
}

export function ofTurn(
  turn_index: number,
  min_boundary: InputBoundary = 'after_work',
): {
  readonly target: InputTarget;
} {
  return { target: { type: 'active_turn', turn_index, min_boundary } };
}

export function atBoundary(turn_index: number, boundary: InputBoundary): InputSelection {
  return { type: 'active_turn', turn_index, boundary };
}
