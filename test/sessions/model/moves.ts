// What a random history is made of: moves that name fences, rows and earlier calls by where they come from, so that
// a shorter history still means something. Turned into calls only while it is played.

import fc from 'fast-check';
import type { Json } from '../../../src/model/json.js';
import {
  COMMANDS,
  DELIVERY_POLICIES,
  INPUT_BOUNDARIES,
  WORK_BOUNDARIES,
} from '../../../src/sessions/terms.js';
import type {
  CheckpointRequest,
  InputSelection,
  InputTarget,
  WorkDraft,
} from '../../../src/sessions/terms.js';

/** Counted back from the session's current one; below 0 it is yet to come. */
type FenceAge = number;

/** A claim that was made, counted back from the last; its fence is off by so much. */
export interface ClaimChoice {
  readonly age: number;
  readonly off: number;
}

type Saving = Omit<CheckpointRequest, 'fence'> & { readonly fence_age: FenceAge };

export type SessionMove =
  | { readonly type: 'claim'; readonly owner: number; readonly ttl_ms: number }
  | { readonly type: 'renew'; readonly fence_age: FenceAge; readonly ttl_ms: number }
  | {
      readonly type: 'reclaim';
      readonly owner: number;
      readonly fence_age: FenceAge;
      readonly ttl_ms: number;
    }
  | { readonly type: 'release'; readonly fence_age: FenceAge }
  /** That draft, so many times. */
  | { readonly type: 'enqueue'; readonly draft: WorkDraft; readonly copies: number }
  | { readonly type: 'command'; readonly fence_age: FenceAge }
  | {
      readonly type: 'ready';
      readonly fence_age: FenceAge;
      readonly boundary: (typeof WORK_BOUNDARIES)[number];
      readonly max: number;
    }
  | { readonly type: 'complete'; readonly rows: readonly ClaimChoice[] }
  | {
      readonly type: 'submit';
      readonly target: InputTarget;
      readonly payload: Json;
      readonly source_key: string | null;
    }
  | {
      readonly type: 'take';
      readonly fence_age: FenceAge;
      readonly selection: InputSelection;
      readonly max: number;
    }
  | {
      readonly type: 'cancel';
      /** Of an input, counted back from the last. */ readonly age: number;
    }
  | ({ readonly type: 'checkpoint' } & Saving)
  | ({
      readonly type: 'commit';
      readonly commit_id: string;
      readonly work: readonly ClaimChoice[];
      readonly inputs: readonly ClaimChoice[];
      readonly releases_lease: boolean;
    } & Saving)
  /** An earlier call of the session, once more and word for word. */
  | { readonly type: 'again'; readonly age: number };

export type Move =
  | { readonly type: 'advance'; readonly ms: number }
  | { readonly type: 'die'; readonly owner: number }
  | { readonly type: 'in_session'; readonly session: number; readonly move: SessionMove };

export const SESSIONS = 2;
/** Three, of two incarnations each. */
export const OWNERS = 6;

const fence_age = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: -1, max: 2 }) },
);
const owner = fc.nat({ max: OWNERS - 1 });
const ttl_ms = fc.integer({ min: 1, max: 20 });
const max = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(50) },
);
/** Mostly low, so that few are refused as below the session's. */
const turn_index = fc.constantFrom(0, 0, 0, 0, 1, 1, 2);
const payload = fc.constantFrom<Json>('one', 'one', { deep: [1] });
const age = fc.constantFrom(0, 0, 1, 2, 3);
const off = fc.oneof(
  { weight: 12, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 1) },
);
const rows = fc.array(fc.record({ age, off }), { maxLength: 3, size: 'max' });
const one = <T extends string>(type: T) => fc.constant(type);
const oneOf = <T>(choices: readonly T[]) => fc.constantFrom(...choices);
const merge_key = fc.constantFrom('a', 'b');

const slot: fc.Arbitrary<WorkDraft['slot']> = fc.oneof(
  fc.record({ type: one('exclusive') }),
  fc.record({ type: one('join'), merge_key }),
  fc.record({ type: one('join'), merge_key }),
);
const turnWork = fc.record({ class: one('turn_work'), work: one('process_wake') });
const subject: fc.Arbitrary<WorkDraft['subject']> = fc.oneof(
  fc.record({ class: one('session_command'), command: oneOf(COMMANDS) }),
  turnWork,
  turnWork,
  turnWork,
);
const delivery = oneOf(DELIVERY_POLICIES);
/** Rarely more than a store might look at in one go. */
const copies = fc.oneof(
  { weight: 14, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constant(35) },
);
const draft = fc.record({ subject, delivery, slot, payload });

const nextTurn = fc.record({ type: one('next_turn') });
const min_boundary = oneOf(INPUT_BOUNDARIES);
const target: fc.Arbitrary<InputTarget> = fc.oneof(
  nextTurn,
  nextTurn,
  fc.record({ type: one('active_turn'), turn_index, min_boundary }),
);
const selection: fc.Arbitrary<InputSelection> = fc.oneof(
  nextTurn,
  fc.record({ type: one('active_turn'), turn_index, boundary: min_boundary }),
);
const source_key = fc.constantFrom(null, 'key 1', 'key 1', 'key 2');
const saving = { fence_age, turn_index, state: payload, defers: fc.option(turn_index) };

const sessionMoves: fc.Arbitrary<SessionMove> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: one('claim'), owner, ttl_ms }) },
  { weight: 1, arbitrary: fc.record({ type: one('renew'), fence_age, ttl_ms }) },
  { weight: 2, arbitrary: fc.record({ type: one('reclaim'), owner, fence_age, ttl_ms }) },
  { weight: 1, arbitrary: fc.record({ type: one('release'), fence_age }) },
  { weight: 5, arbitrary: fc.record({ type: one('enqueue'), draft, copies }) },
  { weight: 2, arbitrary: fc.record({ type: one('command'), fence_age }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: one('ready'), fence_age, boundary: oneOf(WORK_BOUNDARIES), max }),
  },
  { weight: 3, arbitrary: fc.record({ type: one('complete'), rows }) },
  { weight: 5, arbitrary: fc.record({ type: one('submit'), target, payload, source_key }) },
  { weight: 4, arbitrary: fc.record({ type: one('take'), fence_age, selection, max }) },
  { weight: 2, arbitrary: fc.record({ type: one('cancel'), age }) },
  { weight: 2, arbitrary: fc.record({ type: one('checkpoint'), ...saving }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: one('commit'),
      commit_id: fc.constantFrom('c1', 'c2', 'c3', 'c4', 'c5'),
      work: rows,
      inputs: rows,
      releases_lease: fc.boolean(),
      ...saving,
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: one('again'), age: fc.nat({ max: 5 }) }) },
);

const moves: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: one('advance'), ms: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 1, arbitrary: fc.record({ type: one('die'), owner }) },
  {
    weight: 30,
    arbitrary: fc.record({
      type: one('in_session'),
      session: fc.nat({ max: SESSIONS - 1 }),
      move: sessionMoves,
    }),
  },
);

export const histories: fc.Arbitrary<readonly Move[]> = fc.array(moves, {
  maxLength: 60,
  size: 'max',
});
