// What can be interleaved: code that stops before each of its atomic steps, so that somebody else may choose who
// goes on. Nothing here knows in which order that happens.

import type { Scene, StoreOptions } from '../operation.js';
import { STORE_METHODS } from '../operations/registry.js';
import type { SessionClock } from '../session-clock.js';
import type { ArgsOf, Answer, StoreMethod, SyncSessionStore, ValueOf } from '../store.js';

/** Yields right before each atomic step; between two yields nothing else runs. */
export type Steps<T> = Generator<undefined, T, unknown>;

/** An operation in as many atomic steps as it yields: a correct one takes one. */
export type StepwiseOperation<M extends StoreMethod> = (
  scene: Scene,
  args: ArgsOf<M>,
) => Steps<Answer<ValueOf<M>>>;

export type StepwiseOperations = { readonly [M in StoreMethod]: StepwiseOperation<M> };

export type StepwiseMethods = {
  readonly [M in StoreMethod]: (args: ArgsOf<M>) => Steps<Answer<ValueOf<M>>>;
};

export interface StepwiseStore {
  readonly methods: StepwiseMethods;
  close(): void;
}

/** What a store is opened with, new for each interleaving. */
export interface Surroundings extends Required<
  Pick<StoreOptions, 'clock' | 'processes' | 'reached'>
> {
  /** What a clock on the wall shows: people and services set it. No correct store reads it. */
  readonly wall: SessionClock;
}

export type OpenStore = (surroundings: Surroundings) => StepwiseStore;

/** One atomic step. */
export function* inOneStep<T>(act: () => T): Steps<T> {
  yield;
  return act();
}

/** Every call of the store is one atomic step. */
export function atomic(open: (surroundings: Surroundings) => SyncSessionStore): OpenStore {
  return (surroundings) => {
    const store = open(surroundings);
    const methodOf = <M extends StoreMethod>(method: M): StepwiseMethods[M] => {
      const call = store[method] as (args: ArgsOf<M>) => Answer<ValueOf<M>>;
      return ((args: ArgsOf<M>) => inOneStep(() => call(args))) as StepwiseMethods[M];
    };
    const close = (): void => {
      store.close();
    };
    return { methods: mapMethods(methodOf), close };
  };
}

/** One method of each kind, made alike. */
export function mapMethods(
  methodOf: <M extends StoreMethod>(method: M) => StepwiseMethods[M],
): StepwiseMethods {
  const methods: readonly (readonly [string, unknown])[] = STORE_METHODS.map((method) => [
    method,
    methodOf(method),
  ]);
  return Object.fromEntries(methods) as unknown as StepwiseMethods;
}
