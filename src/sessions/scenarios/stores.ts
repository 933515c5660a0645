// Our stores as scenarios run on them: new and empty, with a clock that stands still and processes that exist in name
// only. SQLite's file lies in a folder of its own that goes with the store, so it need not outlive a power failure.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryStore } from '../memory/memory-store.js';
import type { Operations, ProcessLookup, StoreOptions } from '../operation.js';
import { correctOperations } from '../operations/registry.js';
import type { SessionStoreName } from '../race/race-terms.js';
import { ManualClock } from '../session-clock.js';
import { openSqliteStore } from '../sqlite/sqlite-store.js';
import type { Liveness } from '../terms.js';
import type { ScenarioHarness } from './harness.js';

export interface OpenedHarness extends ScenarioHarness {
  /** Closes the store and takes away what it left behind. */
  close(): void;
}

/** How a store is made anew for one scenario; other operations than the correct ones are planted bugs. */
export type OpenHarness = (operations?: Operations) => OpenedHarness;

export const OUR_STORES: Readonly<Record<SessionStoreName, OpenHarness>> = {
  memory: (operations = correctOperations) => {
    const processes = new NominalProcesses();
    const store = createMemoryStore(optionsOf(operations, processes));
    return harnessOf(store, processes, () => undefined);
  },
  sqlite: (operations = correctOperations) => {
    const processes = new NominalProcesses();
    const folder = mkdtempSync(join(tmpdir(), 'mergestorm-scenario-'));
    const options = { ...optionsOf(operations, processes), durability: 'process' } as const;
    const opened = openSqliteStore(join(folder, 'sessions.db'), options);
    const remove = (): void => {
      rmSync(folder, { recursive: true, force: true });
    };
    if (opened.ok) return harnessOf(opened.store, processes, remove);
    remove();
    throw new Error(opened.error.message);
  },
};

function optionsOf(operations: Operations, processes: ProcessLookup): StoreOptions {
  return { clock: new ManualClock(), processes, operations };
}

function harnessOf(
  store: OpenedHarness['store'],
  processes: NominalProcesses,
  remove: () => void,
): OpenedHarness {
  const close = (): void => {
    void store.close();
    remove();
  };
  return { store, startProcess: () => processes.start(), close };
}

/** Processes that are started and end by being said to. */
class NominalProcesses implements ProcessLookup {
  readonly #ended = new Set<number>();
  #started = 0;

  start() {
    this.#started += 1;
    const pid = this.#started;
    const liveness: Liveness = {
      type: 'local_process',
      host: 'scenario',
      boot_id: 'scenario',
      pid,
      started: '0',
    };
    return { liveness, end: () => void this.#ended.add(pid) };
  }

  isDefinitelyDead({ liveness }: { readonly liveness: Liveness }): boolean {
    return liveness.type === 'local_process' && this.#ended.has(liveness.pid);
  }
}
