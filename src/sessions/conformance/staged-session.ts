// One session of the store under test, with the calls that cases make of it. A call that is to be refused is held
// against what can be observed before and after: a refusal changes nothing, whatever it was for.

import type {
  ArgsOf,
  Answer,
  Awaitable,
  SessionError,
  SessionErrorCode,
  SessionStore,
  StoreMethod,
  ValueOf,
} from '../store.js';
import type {
  CheckpointRequest,
  CommitRequest,
  InputDraft,
  InputSelection,
  Lease,
  Owner,
  TurnInput,
  Work,
  WorkBoundary,
  WorkClaim,
  WorkDraft,
} from '../terms.js';
import { ALICE, MAX, NEXT_TURN, TTL_MS } from './cast.js';
import { checkpointOf, commitOf } from './requests.js';
import { ConformanceFailure, expectSame, expectType } from './expectations.js';

type Args<M extends StoreMethod> = Omit<ArgsOf<M>, 'session_id'>;
type StoreCalls = {
  readonly [M in StoreMethod]: (args: ArgsOf<M>) => Awaitable<Answer<ValueOf<M>>>;
};
type ErrorOf<C extends SessionErrorCode> = Extract<SessionError, { readonly code: C }>;

export class StagedSession {
  readonly session_id: string;
  readonly #store: SessionStore;

  constructor(store: SessionStore, session_id: string) {
    this.#store = store;
    this.session_id = session_id;
  }

  async answer<M extends StoreMethod>(method: M, args: Args<M>): Promise<Answer<ValueOf<M>>> {
    const store: StoreCalls = this.#store;
    return store[method]({ ...args, session_id: this.session_id });
  }

  /** The value. @throws ConformanceFailure where the call is refused. */
  async ask<M extends StoreMethod>(method: M, args: Args<M>): Promise<ValueOf<M>> {
    const answer = await this.answer(method, args);
    if (answer.ok) return answer.value;
    throw new ConformanceFailure(
      `${method}: expected a value, saw ${answer.error.code} (${answer.error.message})`,
    );
  }

  /** The error. @throws ConformanceFailure where there is none, another, or where the call has changed anything. */
  async refuse<M extends StoreMethod, C extends SessionErrorCode>(
    method: M,
    args: Args<M>,
    code: C,
    what = 'the call',
  ): Promise<ErrorOf<C>> {
    const before = await this.observe();
    const answer = await this.answer(method, args);
    expectSame(await this.observe(), before, `what is observed after ${method} was refused`);
    if (!answer.ok && isOfCode(answer.error, code)) return answer.error;
    const seen = answer.ok ? 'a value' : answer.error.code;
    throw new ConformanceFailure(`${method}, ${what}: expected ${code}, saw ${seen}`);
  }

  /** @throws ConformanceFailure where the act changes anything that can be observed. */
  async unchangedBy<T>(what: string, act: () => Promise<T>): Promise<T> {
    const before = await this.observe();
    const result = await act();
    expectSame(await this.observe(), before, `what is observed after ${what}`);
    return result;
  }

  /** All that can be observed of the session without changing it. */
  async observe() {
    return {
      lease: await this.ask('inspectLease', {}),
      work: await this.ask('openWork', {}),
      inputs: await this.ask('pendingInputs', {}),
      state: await this.ask('readState', {}),
    };
  }

  async acquire(owner: Owner = ALICE, ttl_ms = TTL_MS): Promise<Lease> {
    const claimed = await this.ask('tryClaimLease', { owner, ttl_ms });
    return expectType(claimed, 'acquired', `the claim of ${owner.incarnation_id}`).lease;
  }

  async release({ fence }: Lease): Promise<void> {
    expectSame(await this.ask('releaseLease', { fence }), { released: true }, 'the release');
  }

  enqueue(draft: WorkDraft): Promise<Work> {
    return this.ask('enqueueWork', { draft });
  }

  /** In order. */
  async enqueueAll(...drafts: readonly WorkDraft[]): Promise<readonly number[]> {
    const ids: number[] = [];
    for (const draft of drafts) ids.push((await this.enqueue(draft)).work_id);
    return ids;
  }

  ready(
    { fence }: Lease,
    boundary: WorkBoundary = 'idle',
    max = MAX,
  ): Promise<readonly WorkClaim[]> {
    return this.ask('claimReadyWork', { fence, boundary, max });
  }

  /** Ids and claims of what is not completed. */
  async openWork(): Promise<readonly (readonly [work_id: number, claimed_fence: number | null])[]> {
    const open = await this.ask('openWork', {});
    return open.map(({ work, claimed_fence }) => [work.work_id, claimed_fence]);
  }

  async submit(draft: InputDraft): Promise<TurnInput> {
    const { input, replayed } = await this.ask('submitInput', { draft });
    expectSame(replayed, false, 'whether the submission is a replay');
    return input;
  }

  /** In order. */
  async submitAll(...drafts: readonly InputDraft[]): Promise<readonly number[]> {
    const ids: number[] = [];
    for (const draft of drafts) ids.push((await this.submit(draft)).input_id);
    return ids;
  }

  /** Ids of what is claimed now. */
  async take(
    { fence }: Lease,
    selection: InputSelection = NEXT_TURN,
    max = MAX,
  ): Promise<readonly number[]> {
    const claims = await this.ask('claimInputs', { fence, selection, max });
    for (const claim of claims) {
      expectSame([claim.fence, claim.input.state], [fence, 'accepted'], 'a claim of an input');
    }
    return claims.map(({ input }) => input.input_id);
  }

  async pendingIds(): Promise<readonly number[]> {
    return (await this.ask('pendingInputs', {})).map(({ input_id }) => input_id);
  }

  cancel(input_id: number): Promise<ValueOf<'cancelInput'>> {
    return this.ask('cancelInput', { input_id });
  }

  checkpoint(lease: Lease, parts: Partial<CheckpointRequest> = {}) {
    return this.ask('checkpoint', { request: checkpointOf(lease, parts) });
  }

  commit(lease: Lease, parts: Partial<CommitRequest> = {}) {
    return this.ask('commit', { request: commitOf(lease, parts) });
  }
}

function isOfCode<C extends SessionErrorCode>(error: SessionError, code: C): error is ErrorOf<C> {
  return error.code === code;
}
