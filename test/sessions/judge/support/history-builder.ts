// Histories made by hand: calls that a correct store answers, one after another, and calls whose answers are made up.

import type { HistoryEntry, RaceHistory } from '../../../../src/sessions/history.js';
import { createMemoryStore } from '../../../../src/sessions/memory/memory-store.js';
import { judgeHistory } from '../../../../src/sessions/judge/judge.js';
import type { PropertyFinding } from '../../../../src/sessions/judge/property.js';
import { ManualClock } from '../../../../src/sessions/session-clock.js';
import type {
  Answer,
  ArgsOf,
  StoreMethod,
  SyncSessionStore,
  ValueOf,
} from '../../../../src/sessions/store.js';
import type { Lease, Owner } from '../../../../src/sessions/terms.js';
import { ownerOf, SESSION, TTL_MS, valueOf } from '../../support/scene.js';

const NS_PER_MS = 1e6;

type ArgsBut<M extends StoreMethod> = Omit<ArgsOf<M>, 'session_id'>;

export class HistoryBuilder {
  readonly clock = new ManualClock();
  readonly store: SyncSessionStore = createMemoryStore({
    clock: this.clock,
    processes: { isDefinitelyDead: () => false },
  });
  readonly #entries: HistoryEntry[] = [];

  /** The store carries it out; a millisecond passes before, within and after it. */
  does<M extends StoreMethod>(method: M, args: ArgsBut<M>): ValueOf<M> {
    return valueOf(this.tries(method, args));
  }

  /** The same, where a refusal is expected. */
  tries<M extends StoreMethod>(method: M, args: ArgsBut<M>): Answer<ValueOf<M>> {
    const began_ns = this.#tick();
    const all = { session_id: SESSION, ...args } as ArgsOf<M>;
    const call = this.store[method] as (args: ArgsOf<M>) => Answer<ValueOf<M>>;
    const answer = call(all);
    this.#add({ method, args: all, answer, began_ns, ended_ns: this.#tick() });
    return answer;
  }

  /** Nobody carries it out: the value is made up. */
  says<M extends StoreMethod>(method: M, args: ArgsBut<M>, value: ValueOf<M>): this {
    return this.answers(method, args, { ok: true, value });
  }

  /** Nobody hears the answer, and nobody carries it out. */
  unheard<M extends StoreMethod>(method: M, args: ArgsBut<M>): this {
    const all = { session_id: SESSION, ...args };
    this.#add({ method, args: all, answer: null, began_ns: this.#tick(), ended_ns: Infinity });
    return this;
  }

  /** `lasts_from`: it began together with the call of that index. */
  answers<M extends StoreMethod>(
    method: M,
    args: ArgsBut<M>,
    answer: Answer<ValueOf<M>>,
    lasts_from?: number,
  ): this {
    const all = { session_id: SESSION, ...args };
    const began_ns = this.#entries[lasts_from ?? -1]?.began_ns ?? this.#tick();
    this.#add({ method, args: all, answer, began_ns, ended_ns: this.#tick() });
    return this;
  }

  /** Claimed by that owner, who is given it. */
  leased(owner: Owner = ownerOf('a')): Lease {
    const claimed = this.does('tryClaimLease', { owner, ttl_ms: TTL_MS });
    if (claimed.type === 'busy') throw new Error('the lease is busy');
    return claimed.lease;
  }

  /** With what the store holds now. */
  history(): RaceHistory {
    const entries = [...this.#entries].sort((one, other) => one.began_ns - other.began_ns);
    return { seed: 1, sessions: [SESSION], agents: 2, entries, finals: [this.#final()] };
  }

  judged(property: string): PropertyFinding {
    const finding = judgeHistory(this.history()).find((one) => one.property === property);
    if (!finding) throw new Error(`no property is called ${property}`);
    return finding;
  }

  #final() {
    const session_id = SESSION;
    return {
      session_id,
      lease: valueOf(this.store.inspectLease({ session_id })),
      open_work: valueOf(this.store.openWork({ session_id })),
      pending_inputs: valueOf(this.store.pendingInputs({ session_id })),
      state: valueOf(this.store.readState({ session_id })),
    };
  }

  #tick(): number {
    this.clock.advance(1);
    return this.clock.now_ms() * NS_PER_MS;
  }

  #add(call: object): void {
    this.#entries.push({ ...call, agent: 0, incarnation: 0, thread: 0 } as HistoryEntry);
  }
}

/** The lease as the store would have granted it to that owner at that instant. */
export function leaseOf(owner: Owner, fence: number, granted_ms: number): Lease {
  return { session_id: SESSION, owner, fence, expires_ms: granted_ms + TTL_MS };
}
