// How an agent speaks with the store: it is a generator that yields one call and is resumed with its answer. So
// agents of one thread take turns call by call, and whoever drives them decides who is next, and records all of it.

import type { Answer, ArgsOf, StoreMethod, ValueOf } from '../store.js';

export type CallRequest = {
  [M in StoreMethod]: { readonly method: M; readonly args: ArgsOf<M> };
}[StoreMethod];

/** `unheard`: it takes effect and the caller dies before it has the answer; `lost`: it never reaches the store. */
export type CallFate = 'heard' | 'unheard' | 'lost';

export type Step =
  | { readonly type: 'call'; readonly request: CallRequest; readonly fate: CallFate }
  | { readonly type: 'pause'; readonly wait_ms: number };

/** Resumed with null after a pause and after a call whose answer nobody hears. */
export type Asking<T> = Generator<Step, T, Answer<unknown> | null>;

export function* ask<M extends StoreMethod>(
  method: M,
  args: ArgsOf<M>,
): Asking<Answer<ValueOf<M>>> {
  const answer = yield { type: 'call', request: requestOf(method, args), fate: 'heard' };
  if (answer === null) throw new Error(`${method} was asked and not answered`);
  return answer as Answer<ValueOf<M>>;
}

/** The caller's last call: whatever became of it, the caller does not learn it. */
export function* askDying<M extends StoreMethod>(
  method: M,
  args: ArgsOf<M>,
  fate: Exclude<CallFate, 'heard'>,
): Asking<void> {
  yield { type: 'call', request: requestOf(method, args), fate };
}

export function* pause(wait_ms: number): Asking<void> {
  yield { type: 'pause', wait_ms };
}

/** The compiler does not see that a method and its own arguments are one of the union's pairs. */
function requestOf<M extends StoreMethod>(method: M, args: ArgsOf<M>): CallRequest {
  return { method, args } as unknown as CallRequest;
}
