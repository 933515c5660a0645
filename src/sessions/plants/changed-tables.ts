// Tables that lie in one respect: with them a correct operation decides what a faulty one would.

import type { Operation, Scene } from '../operation.js';
import type { StepwiseOperation } from '../explore/steps.js';
import type { StoreMethod } from '../store.js';
import type { LeaseRow, Tables } from '../tables.js';

/** The scene with other answers to what `changes` names. */
export function withTables(scene: Scene, changes: Partial<Tables>): Scene {
  return { ...scene, tables: changedTables(scene.tables, changes) };
}

/** The scene in which every lease is as `change` has it. */
export function withLeases(scene: Scene, change: (row: LeaseRow) => LeaseRow): Scene {
  const { tables } = scene;
  return withTables(scene, {
    lease: (session_id) => {
      const row = tables.lease(session_id);
      return row && change(row);
    },
  });
}

/** What the operation decides in one step it writes in the next, whatever happens in between. */
export function decidesThenWrites<M extends StoreMethod>(
  operation: Operation<M>,
): StepwiseOperation<M> {
  return function* (scene, args) {
    yield;
    const { tables, write } = heldBack(scene.tables);
    const answer = operation({ ...scene, tables }, args);
    yield;
    write();
    return answer;
  };
}

/** Writes that answer nothing wait until `write`; rows are added at once, because their ids are answered. */
function heldBack(tables: Tables): { readonly tables: Tables; readonly write: () => void } {
  const waiting: (() => void)[] = [];
  const later =
    <A extends readonly unknown[]>(act: (...args: A) => void) =>
    (...args: A): void => {
      waiting.push(() => {
        act(...args);
      });
    };
  const held = changedTables(tables, {
    putLease: later((...row) => {
      tables.putLease(...row);
    }),
    claimWork: later((...row) => {
      tables.claimWork(...row);
    }),
  });
  return {
    tables: held,
    write: () => {
      for (const act of waiting) act();
    },
  };
}

function changedTables(tables: Tables, changes: Partial<Tables>): Tables {
  return new Proxy(tables, {
    get: (target, name: keyof Tables) => changes[name] ?? target[name].bind(target),
  });
}
