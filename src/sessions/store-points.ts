// Tables that tell of each write, so that a race can yield and a crash test can die between two of them.

import type { StorePoint } from './operation.js';
import type { StoreMethod } from './store.js';
import type { Tables } from './tables.js';

const WRITES = [
  'putLease',
  'addWork',
  'claimWork',
  'completeWork',
  'addInput',
  'putInput',
  'deferInput',
  'putState',
  'addCommit',
] as const satisfies readonly (keyof Tables)[];

/** The same tables; `wrote` is called after each change of a row. */
export function watchedTables(tables: Tables, wrote: () => void): Tables {
  return new Proxy(tables, {
    get(target, name: keyof Tables) {
      const method = target[name].bind(target) as (...args: unknown[]) => unknown;
      if (!(WRITES as readonly string[]).includes(name)) return method;
      return (...args: unknown[]) => {
        const value = method(...args);
        wrote();
        return value;
      };
    },
  });
}

/** Numbers the writes of one call after the other. */
export class PointTeller {
  readonly #reached: (point: StorePoint) => void;
  #method: StoreMethod | null = null;
  #index = 0;

  constructor(reached: (point: StorePoint) => void) {
    this.#reached = reached;
  }

  readonly wrote = (): void => {
    if (this.#method === null) return;
    const index = this.#index;
    this.#index += 1;
    this.#reached({ type: 'write', method: this.#method, index });
  };

  begin(method: StoreMethod): void {
    this.#method = method;
    this.#index = 0;
    this.#reached({ type: 'before', method });
  }

  end(method: StoreMethod): void {
    this.#method = null;
    this.#reached({ type: 'after', method });
  }
}
