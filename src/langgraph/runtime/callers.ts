// Who calls a store: whose the operations are that it is asked for, directly or through LangGraph's wrappers.

import { latestMoment } from '../moments.js';
import { instrument, watchWrappersOf } from './batched-store.js';
import type { Stamp } from './batched-store.js';
import { CallScopes } from './scope-of-call.js';
import { UnknownWrappers } from './unknown-wrappers.js';

export class Callers {
  readonly #scopes = new CallScopes();
  readonly #unknown = new UnknownWrappers();

  constructor(store: object) {
    watchWrappersOf(store, {
      find: (wrapper) => this.#scopes.find(wrapper),
      started: () => {
        this.#unknown.recognize();
      },
    });
  }

  /** To be called while a wrapper is being made: its class is loaded by then, and none of its calls was made. */
  wrapperMade(): void {
    this.#unknown.add();
    instrument();
  }

  /** Operations of one call are one scope's, where it is known that nobody has gathered them. */
  stamping(): () => Stamp {
    const stamp = { scope: this.#scopes.find(null), asked_at: latestMoment() };
    return this.#unknown.stamping ?? (() => stamp);
  }
}
