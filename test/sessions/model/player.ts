// Plays a history to a store and to the reference model at once, and tells where they first differ.

import { isDeepStrictEqual } from 'node:util';
import { canonicalJson } from '../../../src/model/canonical.js';
import type { Json } from '../../../src/model/json.js';
import { processOwner } from '../../../src/sessions/conformance/cast.js';
import { ControlledProcesses } from '../../../src/sessions/conformance/controlled-processes.js';
import { ReferenceModel } from '../../../src/sessions/reference/reference-model.js';
import { ManualClock } from '../../../src/sessions/session-clock.js';
import type {
  ArgsOf,
  Answer,
  StoreMethod,
  SyncSessionStore,
  ValueOf,
} from '../../../src/sessions/store.js';
import type { InputClaim, WorkClaim } from '../../../src/sessions/terms.js';
import type { PlainCall, Seen } from './calls.js';
import { callsOf } from './calls.js';
import type { Move, SessionMove } from './moves.js';
import { SESSIONS } from './moves.js';

const OBSERVED = ['inspectLease', 'openWork', 'pendingInputs', 'readState'] as const;

const OWNER_NAMES = ['alice', 'bob', 'carol'] as const;

/** What becomes of a call's answer, whatever the call. */
type AnyAnswer = Answer<ValueOf<StoreMethod>>;

/** A store that histories are played to, one after the other, each in sessions of its own. */
export class Player {
  readonly clock = new ManualClock();
  readonly processes = new ControlledProcesses();
  /** How calls were answered: `commit: LeaseExpired`. */
  readonly kinds = new Set<string>();
  readonly #open: (player: Player) => SyncSessionStore;
  #histories = 0;

  /** `open` is asked once per history; it may give the same store again. */
  constructor(open: (player: Player) => SyncSessionStore) {
    this.#open = open;
  }

  /** Where store and model first differ; null where they never do. */
  play(history: readonly Move[]): string | null {
    this.#histories += 1;
    const pair = new Pair(this.#open(this), this, this.#histories);
    for (const [index, move] of history.entries()) {
      const difference = pair.make(move);
      if (difference !== null) return `move ${index}, ${difference}`;
    }
    return pair.compareAll();
  }
}

class Pair {
  readonly #store: SyncSessionStore;
  readonly #model: ReferenceModel;
  readonly #player: Player;
  readonly #seen: readonly Seen[];
  readonly #first_pid: number;

  constructor(store: SyncSessionStore, player: Player, history: number) {
    this.#store = store;
    this.#player = player;
    this.#model = new ReferenceModel({ processes: player.processes });
    this.#first_pid = history * 100;
    this.#seen = Array.from({ length: SESSIONS }, (_, index) => this.#unseen(history, index));
  }

  make(move: Move): string | null {
    if (move.type === 'in_session') return this.#makeIn(move.session, move.move);
    if (move.type === 'advance') this.#player.clock.advance(move.ms);
    else this.#player.processes.die(this.#first_pid + move.owner);
    return null;
  }

  compareAll(): string | null {
    const differences = this.#seen.map((seen) => this.#observe(seen));
    return differences.find((difference) => difference !== null) ?? null;
  }

  #unseen(history: number, index: number): Seen {
    return {
      session_id: `session ${index} of history ${history}`,
      ownerOf: (owner) =>
        processOwner(OWNER_NAMES[owner % OWNER_NAMES.length] ?? 'dave', this.#first_pid + owner),
      fence: 0,
      input_ids: [],
      work_claims: [],
      input_claims: [],
      calls: [],
    };
  }

  #makeIn(session: number, move: SessionMove): string | null {
    const seen = this.#seen[session];
    if (!seen) return null;
    for (const call of callsOf(seen, move)) {
      const difference = this.#compare(seen, call);
      if (difference !== null) return difference;
      seen.calls.push(call);
    }
    return this.#observe(seen);
  }

  #observe(seen: Seen): string | null {
    const { session_id } = seen;
    for (const method of OBSERVED) {
      const difference = this.#compare(seen, { method, args: { session_id } });
      if (difference !== null) return difference;
    }
    return null;
  }

  #compare(seen: Seen, { method, args }: PlainCall): string | null {
    const call = this.#store[method] as (args: ArgsOf<StoreMethod>) => AnyAnswer;
    const answer = call(args);
    this.#model.now_ms = this.#player.clock.now_ms();
    this.#adoptIds(answer);
    const expected: AnyAnswer = this.#model.call<StoreMethod>(method, args);
    this.#player.kinds.add(`${method}: ${kindOf(answer)}`);
    remember(seen, answer);
    // Most are equal as they are, which costs a tenth of their texts.
    if (isDeepStrictEqual(answer, expected)) return null;
    const [is, should] = [textOf(answer), textOf(expected)];
    return is === should ? null : `${method} ${textOf(args)}: expected ${should}, saw ${is}`;
  }

  /** Ids are the store's to give; that they rise, the conformance suite tells. */
  #adoptIds(answer: AnyAnswer): void {
    if (!answer.ok) return;
    const { value } = answer;
    if (isObject(value) && 'work_id' in value) this.#adopt({ work: value.work_id });
    if (isObject(value) && 'replayed' in value) this.#adopt({ input: value.input.input_id });
  }

  #adopt(ids: Partial<ReferenceModel['next_ids']>): void {
    this.#model.next_ids = { ...this.#model.next_ids, ...ids };
  }
}

function remember(seen: Seen, answer: AnyAnswer): void {
  if (!answer.ok || !isObject(answer.value)) return;
  const { value } = answer;
  if (Array.isArray(value)) for (const row of value as readonly object[]) rememberClaim(seen, row);
  else if ('work' in value) rememberClaim(seen, value);
  else if ('lease' in value && value.lease) seen.fence = value.lease.fence;
  else if ('replayed' in value) seen.input_ids.push(value.input.input_id);
}

function rememberClaim(seen: Seen, row: Partial<WorkClaim & InputClaim>): void {
  const { work, input, fence } = row;
  if (fence === undefined) return;
  if (work) seen.work_claims.push({ work_id: work.work_id, fence });
  if (input) seen.input_claims.push({ input_id: input.input_id, fence });
}

function kindOf(answer: AnyAnswer): string {
  if (!answer.ok) return answer.error.code;
  const { value } = answer;
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'nothing';
  if (!isObject(value)) return 'value';
  if ('type' in value) return value.type;
  return 'replayed' in value && value.replayed ? 'replayed' : 'value';
}

function isObject<T>(value: T): value is T & object {
  return typeof value === 'object' && value !== null;
}

/** Without messages, which are each store's own. */
function textOf(answer: AnyAnswer | PlainCall['args']): string {
  if (!('ok' in answer) || answer.ok) return canonicalJson(answer as unknown as Json);
  return canonicalJson({ ...answer.error, message: '' });
}
