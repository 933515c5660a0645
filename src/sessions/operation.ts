// What an operation is given beside its arguments. The operations are written once, over tables, and both stores
// carry them out as atomic steps; a planted bug is an operation that takes another's place.

import type { ArgsOf, Answer, StoreMethod, ValueOf } from './store.js';
import type { SessionClock } from './session-clock.js';
import type { Tables } from './tables.js';
import type { Owner } from './terms.js';

/** Looks processes of this host up. */
export interface ProcessLookup {
  /** Whether the holder certainly lives no more: an opaque one never, nor one of another host or boot. */
  isDefinitelyDead(owner: Owner): boolean;
}

export interface Scene {
  readonly tables: Tables;
  readonly clock: SessionClock;
  readonly processes: ProcessLookup;
}

export type Operation<M extends StoreMethod> = (
  scene: Scene,
  args: ArgsOf<M>,
) => Answer<ValueOf<M>>;

export type Operations = { readonly [M in StoreMethod]: Operation<M> };

/**
 * Called where a store could be interrupted: `before` the atomic step of a method, after each `write` inside it,
 * and `after` it has taken effect. A race yields here, a crash test dies here.
 */
export type StorePoint =
  | { readonly type: 'before' | 'after'; readonly method: StoreMethod }
  /** `index` counts the writes of this call from 0. */
  | { readonly type: 'write'; readonly method: StoreMethod; readonly index: number };

export interface StoreOptions {
  readonly clock?: SessionClock;
  readonly processes?: ProcessLookup;
  readonly operations?: Operations;
  readonly reached?: (point: StorePoint) => void;
}
