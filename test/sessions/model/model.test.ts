import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../../src/sessions/memory/memory-store.js';
import type { Operations } from '../../../src/sessions/operation.js';
import type { SyncSessionStore } from '../../../src/sessions/store.js';
import { LEASE_PLANTS } from '../conformance/plants/lease-plants.js';
import { SEQUENTIAL_PLANTS } from '../conformance/plants/registry.js';
import { sqliteFolder } from '../conformance/sqlite-folder.js';
import { histories } from './moves.js';
import { Player } from './player.js';

const openSqlite = sqliteFolder();

function memoryPlayer(operations?: Operations): Player {
  return new Player(({ clock, processes }) =>
    createMemoryStore({ clock, processes, ...(operations && { operations }) }),
  );
}

/** One file for all histories, each in sessions of its own. */
function sqlitePlayer(): Player {
  let store: SyncSessionStore | null = null;
  return new Player(({ clock, processes }) => (store ??= openSqlite({ clock, processes })));
}

/** The history of a difference is cut short, or left whole where it is of no interest. */
function compare(player: Player, numRuns: number, history: 'short' | 'whole' = 'short') {
  const sameAsModel = fc.property(histories, (moves) => {
    expect(player.play(moves)).toBeNull();
  });
  return fc.check(sameAsModel, { seed: 6, numRuns, endOnFailure: history === 'whole' });
}

/** All there are. */
const SORTS_OF_ANSWERS = {
  cancelInput: ['UnknownRow', 'cancelled', 'too_late'],
  checkpoint: ['LeaseExpired', 'TurnIndexFell', 'value'],
  claimInputs: ['LeaseExpired', 'nothing', 'value'],
  claimLeadingCommand: ['LeaseExpired', 'nothing', 'value'],
  claimReadyWork: ['LeaseExpired', 'nothing', 'value'],
  commit: ['ClaimSuperseded', 'CommitConflict', 'LeaseExpired', 'TurnIndexFell', 'value'],
  completeWork: ['ClaimSuperseded', 'value'],
  enqueueWork: ['value'],
  inspectLease: ['value'],
  openWork: ['nothing', 'value'],
  pendingInputs: ['nothing', 'value'],
  readState: ['nothing', 'value'],
  reclaimLease: ['acquired', 'busy'],
  releaseLease: ['value'],
  renewLease: ['LeaseExpired', 'value'],
  submitInput: ['SourceKeyConflict', 'replayed', 'value'],
  tryClaimLease: ['acquired', 'busy'],
};

describe('a store, called in any order', () => {
  it.each([
    ['memory', memoryPlayer, 300],
    ['SQLite', sqlitePlayer, 40],
  ] as const)('in %s answers as the reference model does', (_, playerOf, numRuns) => {
    const details = compare(playerOf(), numRuns);
    expect(fc.defaultReportMessage(details) ?? 'no difference').toBe('no difference');
  });
});

describe('random histories', () => {
  it('bring every sort of answer about', () => {
    const player = memoryPlayer();
    compare(player, 200);
    const sorts = Object.entries(SORTS_OF_ANSWERS).flatMap(([method, kinds]) =>
      kinds.map((kind) => `${method}: ${kind}`),
    );
    expect([...player.kinds].toSorted()).toEqual(sorts.toSorted());
  });

  it.each(SEQUENTIAL_PLANTS.map((plant) => [plant.name, plant] as const))(
    'find a store that %s',
    (_, { operations }) => {
      const { failed, errorInstance } = compare(memoryPlayer(operations), 1_500, 'whole');
      expect([failed, String(errorInstance)]).toEqual([true, expect.stringContaining('expected')]);
    },
  );

  it.each(LEASE_PLANTS.slice(0, 5).map((plant) => [plant.name, plant] as const))(
    'are cut short to the few moves with which a store %s',
    (_, { operations }) => {
      const { counterexample } = compare(memoryPlayer(operations), 1_500);
      expect(counterexample?.[0].length).toBeLessThanOrEqual(5);
    },
  );
});
