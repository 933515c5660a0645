// What the phases of a running scenario share: the store, who the owner is now, which lease it holds and what it has
// claimed under it. A lease is claimed by the first phase that needs one.

import type {
  Answer,
  ArgsOf,
  Awaitable,
  SessionError,
  SessionErrorCode,
  StoreMethod,
  ValueOf,
} from '../store.js';
import type { InputReference, Lease, Owner, WorkReference } from '../terms.js';
import { Aliases } from './aliases.js';
import type { ScenarioHarness } from './harness.js';
import { expectSame, Unmet } from './unmet.js';

/** Longer than any scenario takes on a store whose clock is the system's. */
export const TTL_MS = 60_000;

export interface HeldClaims {
  work: readonly WorkReference[];
  inputs: readonly InputReference[];
}

type Refusal<C extends SessionErrorCode> = Extract<SessionError, { readonly code: C }>;

export class Stage {
  readonly aliases = new Aliases();
  readonly harness: ScenarioHarness;
  readonly session_id: string;
  /** What the live generation has claimed and not completed. */
  held: HeldClaims = { work: [], inputs: [] };
  readonly #owner_id: string;
  #incarnation = 0;
  #fence: number | null = null;

  constructor(harness: ScenarioHarness, session_id: string, owner_id: string) {
    this.harness = harness;
    this.session_id = session_id;
    this.#owner_id = owner_id;
  }

  get owner(): Owner {
    const incarnation_id = `${this.#owner_id}/${this.#incarnation}`;
    return { owner_id: this.#owner_id, incarnation_id, liveness: { type: 'opaque' } };
  }

  async ask<M extends StoreMethod>(method: M, args: ArgsOf<M>): Promise<Answer<ValueOf<M>>> {
    const { store } = this.harness;
    const call = store[method] as (args: ArgsOf<M>) => Awaitable<Answer<ValueOf<M>>>;
    return await call.call(store, args);
  }

  /** The value of an answer. @throws Unmet where it is an error */
  async take<M extends StoreMethod>(method: M, args: ArgsOf<M>): Promise<ValueOf<M>> {
    const answer = await this.ask(method, args);
    if (answer.ok) return answer.value;
    throw new Unmet(`${method} to succeed`, `${answer.error.code}: ${answer.error.message}`);
  }

  /** The error of an answer. @throws Unmet where it is a value, or another error */
  async refusal<M extends StoreMethod, C extends SessionErrorCode>(
    method: M,
    args: ArgsOf<M>,
    code: C,
  ): Promise<Refusal<C>> {
    const answer = await this.ask(method, args);
    if (!answer.ok && isRefusal(answer.error, code)) return answer.error;
    const seen = answer.ok ? 'success' : `${answer.error.code}: ${answer.error.message}`;
    throw new Unmet(`${method} to be refused with ${code}`, seen);
  }

  /** The fence of the lease that the owner holds, claimed if it does not yet. */
  async hold(): Promise<number> {
    if (this.#fence !== null) return this.#fence;
    const { session_id, owner } = this;
    const { fence } = await this.take('inspectLease', { session_id });
    const lease = await this.acquire(owner);
    expectSame('the fence of the next acquisition to be', lease.fence, fence + 1);
    return this.holds(lease);
  }

  /** The lease, claimed by anyone. @throws Unmet where it is busy */
  async acquire(owner: Owner): Promise<Lease> {
    const { session_id } = this;
    const claimed = await this.take('tryClaimLease', { session_id, owner, ttl_ms: TTL_MS });
    if (claimed.type === 'acquired') return claimed.lease;
    const holder = claimed.holder?.owner_id ?? 'nobody';
    throw new Unmet('the lease to be free', `busy, held by ${holder} with fence ${claimed.fence}`);
  }

  /** From now on this is the owner's lease, under which nothing is claimed yet. */
  holds({ fence }: Pick<Lease, 'fence'>): number {
    this.held = { work: [], inputs: [] };
    this.#fence = fence;
    return fence;
  }

  /** The lease is given back. Its fence, which proves nothing any more. */
  async release(): Promise<number> {
    const [fence, { session_id }] = [await this.hold(), this];
    const { released } = await this.take('releaseLease', { session_id, fence });
    expectSame('releasing the lease to be answered', released, true);
    this.lapse();
    return fence;
  }

  /** Gives the lease back where the owner holds it. */
  async stepDown(): Promise<void> {
    if (this.#fence !== null) await this.release();
  }

  /** The lease is over, by whatever way. */
  lapse(): void {
    this.#fence = null;
    this.held = { work: [], inputs: [] };
  }

  /** The owner comes back as another incarnation. */
  reincarnate(): void {
    this.#incarnation += 1;
  }
}

function isRefusal<C extends SessionErrorCode>(error: SessionError, code: C): error is Refusal<C> {
  return error.code === code;
}
