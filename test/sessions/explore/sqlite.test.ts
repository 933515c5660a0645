import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { explore } from '../../../src/sessions/explore/explore.js';
import { interleave } from '../../../src/sessions/explore/interleaving.js';
import { memoryInSteps } from '../../../src/sessions/explore/memory.js';
import { EXPLORATIONS } from '../../../src/sessions/explore/scripts/registry.js';
import type { OpenStore } from '../../../src/sessions/explore/steps.js';
import { atomic } from '../../../src/sessions/explore/steps.js';
import { openSqliteStore } from '../../../src/sessions/sqlite/sqlite-store.js';

/** A file costs milliseconds, so only what is explored quickly is explored on files. */
const MAX_INTERLEAVINGS = 30;

const FEW = EXPLORATIONS.filter((exploration) => {
  return explore(exploration, memoryInSteps).interleavings <= MAX_INTERLEAVINGS;
});

const directory = mkdtempSync(join(tmpdir(), 'mergestorm-explore-'));
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

let files = 0;

const sqliteInSteps: OpenStore = atomic(({ clock, processes, reached }) => {
  files += 1;
  const path = join(directory, `${files}.db`);
  const opened = openSqliteStore(path, { clock, processes, reached, durability: 'process' });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.store;
});

describe('the store in a file', () => {
  it.each(FEW.map((exploration) => [exploration.name, exploration] as const))(
    'breaks nothing in any interleaving of: %s',
    (_, exploration) => {
      const report = explore(exploration, sqliteInSteps);
      expect(report).toEqual(explore(exploration, memoryInSteps));
      expect(report.violations).toEqual([]);
    },
  );

  it.each(EXPLORATIONS.map((exploration) => [exploration.name, exploration] as const))(
    'answers as the one in memory does, call by call: %s',
    (_, exploration) => {
      const schedule = exploration.workers.map((__, worker) => worker);
      const inMemory = interleave(exploration, memoryInSteps, schedule);
      expect(interleave(exploration, sqliteInSteps, schedule)).toEqual(inMemory);
    },
  );
});
