// Arguments that no store takes, one fault each. Plain data of the wrong kind: callers without types send them, too.

import type { StoreMethod } from '../store.js';
import { ALICE, input, NEXT_TURN, ownerOf, TTL_MS, work } from './cast.js';

/** Per method, what is wrong and the arguments without their session. */
type Faults = Partial<Record<StoreMethod, readonly (readonly [what: string, args: object])[]>>;

const LONG = 'n'.repeat(201);
const HUGE = 'x'.repeat(1_000_001);

const CHECKPOINT = { fence: 1, turn_index: 0, state: null, defers: null };
const COMMIT = {
  ...CHECKPOINT,
  commit_id: 'commit',
  completes: { work: [], inputs: [] },
  releases_lease: false,
};
const READY = { fence: 1, boundary: 'idle', max: 1 };
const TAKE = { fence: 1, selection: NEXT_TURN, max: 1 };
const ROW = { work_id: 1, fence: 1 };

export const REFUSED_ARGUMENTS: Readonly<Faults> = {
  tryClaimLease: [
    ['a time to live of 0', { owner: ALICE, ttl_ms: 0 }],
    ['a negative time to live', { owner: ALICE, ttl_ms: -1 }],
    ['a time to live that is no number', { owner: ALICE, ttl_ms: Number.NaN }],
    ['a time to live without end', { owner: ALICE, ttl_ms: Infinity }],
    ['an owner without an id', { owner: ownerOf('', 'one'), ttl_ms: TTL_MS }],
    ['an owner without an incarnation', { owner: ownerOf('alice', ''), ttl_ms: TTL_MS }],
    ['an owner of a long name', { owner: ownerOf(LONG, 'one'), ttl_ms: TTL_MS }],
  ],
  renewLease: [
    ['a time to live of 0', { fence: 1, ttl_ms: 0 }],
    ['a fence of 0', { fence: 0, ttl_ms: TTL_MS }],
    ['half a fence', { fence: 1.5, ttl_ms: TTL_MS }],
  ],
  reclaimLease: [
    ['a time to live of 0', { claimant: ALICE, observed_fence: 1, ttl_ms: 0 }],
    ['a negative fence', { claimant: ALICE, observed_fence: -1, ttl_ms: TTL_MS }],
    ['a claimant without an id', { claimant: ownerOf('', 'x'), observed_fence: 1, ttl_ms: TTL_MS }],
  ],
  releaseLease: [['a fence of 0', { fence: 0 }]],
  enqueueWork: [
    ['a payload that is not JSON', { draft: { ...work(), payload: undefined } }],
    ['a payload with what JSON cannot hold', { draft: { ...work(), payload: [Number.NaN] } }],
    ['a payload of more than a million characters', { draft: work({ payload: HUGE }) }],
    ['an unknown delivery policy', { draft: { ...work(), delivery: 'some day' } }],
    ['an empty merge key', { draft: work({ slot: { type: 'join', merge_key: '' } }) }],
    [
      'an unknown command',
      { draft: { ...work(), subject: { class: 'session_command', command: 'rm' } } },
    ],
    ['work without a name', { draft: { ...work(), subject: { class: 'turn_work', work: '' } } }],
  ],
  claimLeadingCommand: [['a fence of 0', { fence: 0 }]],
  claimReadyWork: [
    ['a fence of 0', { ...READY, fence: 0 }],
    ['to claim nothing', { ...READY, max: 0 }],
    ['to claim half a row', { ...READY, max: 1.5 }],
    ['to claim more than 10,000 rows', { ...READY, max: 10_001 }],
    ['an unknown boundary', { ...READY, boundary: 'soon' }],
  ],
  completeWork: [
    ['a row that is named twice', { claims: [ROW, ROW] }],
    ['a row of no id', { claims: [{ work_id: 0, fence: 1 }] }],
    ['a fence of 0', { claims: [{ work_id: 1, fence: 0 }] }],
  ],
  submitInput: [
    ['a payload that is not JSON', { draft: { ...input(1), payload: 1n } }],
    ['a payload of more than a million characters', { draft: input(HUGE) }],
    ['an empty source key', { draft: input(1, { source_key: '' }) }],
    ['a source key of a long name', { draft: input(1, { source_key: LONG }) }],
    ['a negative turn', { draft: { ...input(1), target: targetOf(-1, 'after_work') } }],
    ['an unknown boundary', { draft: { ...input(1), target: targetOf(0, 'soon') } }],
  ],
  claimInputs: [
    ['a fence of 0', { ...TAKE, fence: 0 }],
    ['to claim nothing', { ...TAKE, max: 0 }],
    ['half a turn', { ...TAKE, selection: selectionOf(0.5, 'after_work') }],
    ['an unknown boundary', { ...TAKE, selection: selectionOf(0, 'soon') }],
  ],
  cancelInput: [['an id of 0', { input_id: 0 }]],
  checkpoint: [
    ['a fence of 0', { request: { ...CHECKPOINT, fence: 0 } }],
    ['a negative turn', { request: { ...CHECKPOINT, turn_index: -1 } }],
    ['to defer half a turn', { request: { ...CHECKPOINT, defers: 0.5 } }],
    ['a state that is not JSON', { request: { ...CHECKPOINT, state: [undefined] } }],
  ],
  commit: [
    ['a commit without an id', { request: { ...COMMIT, commit_id: '' } }],
    ['half a turn', { request: { ...COMMIT, turn_index: 0.5 } }],
    ['a state that is not JSON', { request: { ...COMMIT, state: new Date(0) } }],
    ['a state of more than a million characters', { request: { ...COMMIT, state: HUGE } }],
    [
      'a row that is named twice',
      { request: { ...COMMIT, completes: { work: [ROW, ROW], inputs: [] } } },
    ],
  ],
};

function targetOf(turn_index: number, min_boundary: string) {
  return { type: 'active_turn', turn_index, min_boundary };
}

function selectionOf(turn_index: number, boundary: string) {
  return { type: 'active_turn', turn_index, boundary };
}
