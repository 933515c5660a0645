// What a move means for one session, given what has been answered there so far.

import type { ArgsOf, StoreMethod } from '../../../src/sessions/store.js';
import type {
  CheckpointRequest,
  InputReference,
  Owner,
  WorkReference,
} from '../../../src/sessions/terms.js';
import type { ClaimChoice, SessionMove } from './moves.js';

export type PlainCall = {
  [M in StoreMethod]: { readonly method: M; readonly args: ArgsOf<M> };
}[StoreMethod];

/** What was answered in one session: what later moves refer to. */
export interface Seen {
  readonly session_id: string;
  readonly ownerOf: (index: number) => Owner;
  fence: number;
  readonly input_ids: number[];
  readonly work_claims: WorkReference[];
  readonly input_claims: InputReference[];
  readonly calls: PlainCall[];
}

type MoveOf<T extends SessionMove['type']> = Extract<SessionMove, { readonly type: T }>;

type Meanings = {
  readonly [T in SessionMove['type']]: (seen: Seen, move: MoveOf<T>) => PlainCall | undefined;
};

const MEANINGS: Meanings = {
  claim: ({ session_id, ownerOf }, { owner, ttl_ms }) => ({
    method: 'tryClaimLease',
    args: { session_id, owner: ownerOf(owner), ttl_ms },
  }),
  renew: (seen, { fence_age, ttl_ms }) => ({
    method: 'renewLease',
    args: { ...fenced(seen, fence_age), ttl_ms },
  }),
  reclaim: (seen, { owner, fence_age, ttl_ms }) => {
    const { session_id, fence: observed_fence } = fenced(seen, fence_age);
    const claimant = seen.ownerOf(owner);
    return { method: 'reclaimLease', args: { session_id, claimant, observed_fence, ttl_ms } };
  },
  release: (seen, { fence_age }) => ({ method: 'releaseLease', args: fenced(seen, fence_age) }),
  enqueue: ({ session_id }, { draft }) => ({ method: 'enqueueWork', args: { session_id, draft } }),
  command: (seen, { fence_age }) => ({
    method: 'claimLeadingCommand',
    args: fenced(seen, fence_age),
  }),
  ready: (seen, { fence_age, boundary, max }) => ({
    method: 'claimReadyWork',
    args: { ...fenced(seen, fence_age), boundary, max },
  }),
  complete: ({ session_id, work_claims }, { rows }) => ({
    method: 'completeWork',
    args: { session_id, claims: workOf(work_claims, rows) },
  }),
  submit: ({ session_id }, { target, payload, source_key }) => ({
    method: 'submitInput',
    args: { session_id, draft: { target, payload, source_key } },
  }),
  take: (seen, { fence_age, selection, max }) => ({
    method: 'claimInputs',
    args: { ...fenced(seen, fence_age), selection, max },
  }),
  cancel: ({ session_id, input_ids }, { age }) => ({
    method: 'cancelInput',
    args: { session_id, input_id: input_ids.at(-1 - age) ?? 1 },
  }),
  checkpoint: (seen, move) => ({
    method: 'checkpoint',
    args: { session_id: seen.session_id, request: savingOf(seen, move) },
  }),
  commit: (seen, move) => {
    const { commit_id, releases_lease } = move;
    const completes = {
      work: workOf(seen.work_claims, move.work),
      inputs: inputsOf(seen.input_claims, move.inputs),
    };
    const request = { ...savingOf(seen, move), commit_id, completes, releases_lease };
    return { method: 'commit', args: { session_id: seen.session_id, request } };
  },
  again: ({ calls }, { age }) => calls.at(-1 - age),
};

/** None where the move refers to what is not there. */
export function callsOf(seen: Seen, move: SessionMove): readonly PlainCall[] {
  const call = meaningOf(seen, move);
  if (!call) return [];
  return Array.from({ length: move.type === 'enqueue' ? move.copies : 1 }, () => call);
}

function meaningOf<T extends SessionMove['type']>(
  seen: Seen,
  move: MoveOf<T> & { readonly type: T },
): PlainCall | undefined {
  return MEANINGS[move.type](seen, move);
}

function fenced({ session_id, fence }: Seen, fence_age: number) {
  return { session_id, fence: Math.max(1, fence - fence_age) };
}

function savingOf(seen: Seen, saving: Omit<CheckpointRequest, 'fence'> & { fence_age: number }) {
  const { fence_age, turn_index, state, defers } = saving;
  return { fence: fenced(seen, fence_age).fence, turn_index, state, defers };
}

function workOf(claims: readonly WorkReference[], choices: readonly ClaimChoice[]) {
  return chosen(claims, choices, (claim) => claim.work_id);
}

function inputsOf(claims: readonly InputReference[], choices: readonly ClaimChoice[]) {
  return chosen(claims, choices, (claim) => claim.input_id);
}

/** Each row once: naming one twice is refused before anything is looked at. */
function chosen<R extends { readonly fence: number }>(
  claims: readonly R[],
  choices: readonly ClaimChoice[],
  idOf: (claim: R) => number,
): readonly R[] {
  const references = choices.flatMap(({ age, off }) => {
    const claim = claims.at(-1 - age);
    return claim ? [{ ...claim, fence: Math.max(1, claim.fence + off) }] : [];
  });
  const byId = new Map(references.map((reference) => [idOf(reference), reference]));
  return [...byId.values()];
}
